create or replace function app.tell_of_held(
  type text, user_id uuid, conversation_id uuid, held_id uuid, seq bigint
) returns void
language sql security definer set search_path = '' as $$
  select app.queue_event(jsonb_strip_nulls(jsonb_build_object(
    'type', tell_of_held.type, 'user_id', tell_of_held.user_id, 'conversation_id', tell_of_held.conversation_id,
    'held_id', tell_of_held.held_id, 'seq', tell_of_held.seq
  )))
$$;

comment on function app.tell_of_held(text, uuid, uuid, uuid, bigint) is
'Queues an event for the sender of a message that was kept back, released (with its number) or refused.';
