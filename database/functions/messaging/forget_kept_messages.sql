-- What was erased while a legal hold or a dispute kept it is gone as soon as both are over.
create or replace function app.forget_kept_messages(at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  people constant uuid[] := array(
    select w.person
    from (
      select m.sender_user_id as person, o.conversation_id
      from public.message_originals as o inner join public.messages as m
        on m.conversation_id = o.conversation_id and m.seq = o.seq
      union
      select h.sender_user_id, h.conversation_id from public.held_messages as h where h.body <> '[erased]'
      union
      select a.uploaded_by, a.conversation_id from public.message_attachments as a
      where a.hidden_because = 'erased_but_kept'
    ) as w
    inner join auth.users as u on u.id = w.person and u.status = 'deleted'
    inner join public.conversations as c on c.id = w.conversation_id and not app.is_kept(c)
    group by w.person order by w.person limit at_most
  );
  person uuid;
begin
  perform app.lock_conversations_of(people);
  foreach person in array people loop
    perform app.forget_messages(person);
  end loop;
  return cardinality(people);
end
$$;

comment on function app.forget_kept_messages(integer) is
'Forgets what at most so many erased people wrote where nothing keeps it any more; how many people.';

grant execute on function app.forget_kept_messages(integer) to service;
