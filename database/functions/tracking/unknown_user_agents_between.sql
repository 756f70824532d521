-- Before an hour is counted or told of: what came late, or was first seen since the last look (app.user_agents_since).
create or replace function app.unknown_user_agents_between(
  from_time timestamptz, to_time timestamptz, campaign_ids uuid[], batch integer
) returns setof text
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan' -- of one campaign by its index, of all by the partition
as $$
  select distinct e.user_agent from public.tracking_events as e
  where e.created_at >= from_time and e.created_at < to_time
    and (campaign_ids is null or e.campaign_id = any(campaign_ids))
    and not exists (select from public.user_agents as known where known.user_agent = e.user_agent)
  limit batch
$$;

comment on function app.unknown_user_agents_between(timestamptz, timestamptz, uuid[], integer) is
'User agents of a span of time, of the campaigns named or (NULL) of all, that nobody has classified yet.';

grant execute on function app.unknown_user_agents_between(timestamptz, timestamptz, uuid[], integer) to service;
