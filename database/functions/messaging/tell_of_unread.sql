-- To the other devices of the same person.
create or replace function app.tell_of_unread(own public.conversation_members) returns void
language sql security definer set search_path = '' as $$
  select app.queue_event(jsonb_build_object(
    'type', 'unread.changed', 'user_id', own.user_id, 'conversation_id', own.conversation_id,
    'unread_count', own.unread_count, 'marked_unread', own.marked_unread, 'last_read_seq', own.last_read_seq
  ))
$$;

comment on function app.tell_of_unread(public.conversation_members) is
'Queues the event that says how much of a conversation somebody has not read.';
