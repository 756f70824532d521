-- Every few minutes, so that today's figures know phones from crawlers. An event's id tells its time (UUIDv7), and the
-- primary key begins with it: what is older than `since` is not read. Events that a queue held up wait for the night.
create or replace function app.user_agents_since(since timestamptz, batch integer) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct e.user_agent from public.tracking_events as e
  where e.id >= (lpad(to_hex((extract(epoch from since) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
    and e.created_at >= since
    and not exists (select from public.user_agents as known where known.user_agent = e.user_agent)
  limit batch
$$;

comment on function app.user_agents_since(timestamptz, integer) is
'User agents of events since a moment that nobody has classified yet.';

grant execute on function app.user_agents_since(timestamptz, integer) to service;
