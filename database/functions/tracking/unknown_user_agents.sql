-- At night, for what came late: the others are classified within minutes (app.user_agents_since). A late event's id may
-- be of another day, so all of the day is read. (docs/decisions/0052-user-agents-are-classified-every-five-minutes.md)
create or replace function app.unknown_user_agents(target_date date, batch integer) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct e.user_agent from public.tracking_events as e
  where e.created_at >= target_date::timestamp at time zone 'UTC'
    and e.created_at < (target_date + 1)::timestamp at time zone 'UTC'
    and not exists (select from public.user_agents as known where known.user_agent = e.user_agent)
  limit batch
$$;

comment on function app.unknown_user_agents(date, integer) is
'User agents of a day (UTC) that nobody has classified yet.';

grant execute on function app.unknown_user_agents(date, integer) to service;
