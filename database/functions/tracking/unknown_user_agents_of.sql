-- When somebody asks about a campaign, what nobody has looked at yet is looked at first: a report of now and the count of
-- the night agree about who is a program.
create or replace function app.unknown_user_agents_of(campaign_id uuid, batch integer) returns setof text
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
  select distinct e.user_agent from unnest(app.uncounted_tracking_time()) as r (span)
  inner join public.tracking_events as e on e.created_at >= lower(r.span) and e.created_at < upper(r.span)
  where e.campaign_id = unknown_user_agents_of.campaign_id
    and not exists (select from public.user_agents as known where known.user_agent = e.user_agent)
  limit batch
$$;

comment on function app.unknown_user_agents_of(uuid, integer) is
'User agents of a campaign''s visits in hours that are not counted, which nobody has classified yet.';

grant execute on function app.unknown_user_agents_of(uuid, integer) to service;
