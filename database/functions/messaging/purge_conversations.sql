-- From the last message back, because one may answer another before it. Files go first, with what lies in S3.
create or replace function app.purge_conversations(as_of timestamptz, at_most integer) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  ended uuid[] := array(select app.lock_ended_conversations(as_of, at_most));
  gone bigint;
  emptied bigint;
begin
  ended := array(
    select e.id from unnest(ended) as e (id)
    where not exists (select from public.message_attachments as a where a.conversation_id = e.id)
  );
  delete from public.message_reports as r where r.conversation_id = any(ended);
  delete from public.held_messages as h where h.conversation_id = any(ended);
  delete from public.messages as m using (
    select last.conversation_id, last.seq from public.messages as last
    where last.conversation_id = any(ended) order by last.conversation_id, last.seq desc limit at_most
  ) as last
  where m.conversation_id = last.conversation_id and m.seq = last.seq;
  get diagnostics gone = row_count;
  -- They go along, and whoever leaves a brand lets go of several in this order, too.
  perform from public.conversation_members as m
  where m.conversation_id = any(ended) order by m.conversation_id, m.user_id for update;
  delete from public.conversations as c
  where c.id = any(ended) and not exists (select from public.messages as m where m.conversation_id = c.id);
  get diagnostics emptied = row_count;
  return gone + emptied;
end
$$;

comment on function app.purge_conversations(timestamptz, integer) is
'Deletes at most so many messages of conversations whose time is over, with what was reported and kept back, and each '
'conversation that is empty then; how many rows of both went.';

grant execute on function app.purge_conversations(timestamptz, integer) to service;
