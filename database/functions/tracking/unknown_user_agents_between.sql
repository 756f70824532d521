-- Before an hour is counted: what came late, or was first seen since the last look (app.user_agents_since).
create or replace function app.unknown_user_agents_between(from_time timestamptz, to_time timestamptz, batch integer)
returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct e.user_agent from public.tracking_events as e
  where e.created_at >= from_time and e.created_at < to_time
    and not exists (select from public.user_agents as known where known.user_agent = e.user_agent)
  limit batch
$$;

comment on function app.unknown_user_agents_between(timestamptz, timestamptz, integer) is
'User agents of a span of time that nobody has classified yet.';

grant execute on function app.unknown_user_agents_between(timestamptz, timestamptz, integer) to service;
