-- First without a lock what seems to differ, then once more under the lock of the conversation: only what differs still.
create or replace function app.recount_unread(
  after_id uuid, most integer, out checked integer, out corrected integer, out last_id uuid
)
language plpgsql security definer set search_path = '' as $$
declare
  suspect record;
  changed integer;
begin
  corrected := 0;
  select count(*), max(c.id::text)::uuid into checked, recount_unread.last_id
  from (
    select lot.id from public.conversations as lot
    where lot.id > after_id order by lot.id limit most
  ) as c;
  for suspect in
    select distinct m.conversation_id from public.conversation_members as m
    where m.conversation_id > after_id and m.conversation_id <= recount_unread.last_id
      and m.unread_count <> app.count_unread(m.conversation_id, m.user_id, m.last_read_seq)
    order by m.conversation_id
  loop
    perform from public.conversations as c where c.id = suspect.conversation_id for no key update;
    update public.conversation_members as m
    set unread_count = app.count_unread(m.conversation_id, m.user_id, m.last_read_seq)
    where m.conversation_id = suspect.conversation_id
      and m.unread_count <> app.count_unread(m.conversation_id, m.user_id, m.last_read_seq);
    get diagnostics changed = row_count;
    corrected := corrected + changed;
  end loop;
end
$$;

comment on function app.recount_unread(uuid, integer) is
'Counts what is unread anew in the next conversations after an id, at most so many, and corrects what differs: how many '
'conversations, how many corrections, the last id (NULL: there were none).';

grant execute on function app.recount_unread(uuid, integer) to service;
