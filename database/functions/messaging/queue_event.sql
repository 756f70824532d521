-- In the transaction of its cause. One row for all who are to hear of it: the worker finds out who that is when it tells them.
create or replace function app.queue_event(payload jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into public.outbox (topic, payload, expires_at)
  select 'realtime', queue_event.payload, now() + interval '5 minutes'
  where jsonb_typeof(queue_event.payload) = 'object'
$$;

comment on function app.queue_event(jsonb) is
'Let open connections hear of something within five minutes, or never: {"type", "conversation_id", "seq"} or '
'{"type", "user_id"} or {"type", "deal_id"}, with facts of the type. What is no object is no event.';
