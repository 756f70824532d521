-- First without a lock what seems to differ, then once more under the locks: only what differs still. All conversations come
-- before all members, or two who go from one to the next would wait for each other.
create or replace function app.recount_unread(
  after_id uuid, most integer, out checked integer, out corrected integer, out last_id uuid
)
language plpgsql security definer set search_path = '' as $$
declare
  suspects uuid[];
begin
  select count(*), max(c.id::text)::uuid into checked, recount_unread.last_id
  from (
    select lot.id from public.conversations as lot
    where lot.id > after_id order by lot.id limit most
  ) as c;
  suspects := array(
    select distinct m.conversation_id from public.conversation_members as m
    where m.conversation_id > after_id and m.conversation_id <= recount_unread.last_id
      and m.unread_count <> app.count_unread(m.conversation_id, m.user_id, m.last_read_seq)
  );
  perform from public.conversations as c where c.id = any(suspects) order by c.id for no key update;
  perform from public.conversation_members as m
  where m.conversation_id = any(suspects) order by m.conversation_id, m.user_id for no key update;
  update public.conversation_members as m
  set unread_count = app.count_unread(m.conversation_id, m.user_id, m.last_read_seq)
  where m.conversation_id = any(suspects)
    and m.unread_count <> app.count_unread(m.conversation_id, m.user_id, m.last_read_seq);
  get diagnostics corrected = row_count;
end
$$;

comment on function app.recount_unread(uuid, integer) is
'Counts what is unread anew in the next conversations after an id, at most so many, and corrects what differs: how many '
'conversations, how many corrections, the last id (NULL: there were none).';

grant execute on function app.recount_unread(uuid, integer) to service;
