-- The one rule of what counts: the hourly count, figures of today and breakdowns ask it, so that a number is the same
-- before and after the night. Programs do not count; who ordered is a person, whatever the user agent says.
-- (docs/decisions/0053-a-day-is-counted-in-hours.md)
create or replace function app.count_visits(from_time timestamptz, to_time timestamptz, campaign_ids uuid[])
returns table (hour timestamptz, tracking_link_id uuid, clicks bigint, unique_clicks bigint, scans bigint, views bigint)
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan' -- of one campaign by its index, of all by the partition
as $$
  with by_visitor as (
    -- Three keys, not six, because a link tells campaign, brand and creator.
    select
      date_bin('1 hour', e.created_at, timestamptz '2000-01-01 00:00Z') as hour, e.tracking_link_id, e.visitor_ip_hash,
      count(*) filter (where e.event_type = 'click') as clicks, count(*) filter (where e.is_scan) as scans,
      count(*) filter (where e.event_type = 'view') as views
    from public.tracking_events as e
    where e.created_at >= from_time and e.created_at < to_time
      and (campaign_ids is null or e.campaign_id = any(campaign_ids))
      and (
        not exists (select from public.user_agents as b where b.user_agent = e.user_agent and b.is_bot)
        or exists (select from public.conversions as c where c.click_id = e.id)
      )
    group by 1, 2, 3
  )
  select
    v.hour, v.tracking_link_id, sum(v.clicks)::bigint, count(*) filter (where v.clicks > 0), sum(v.scans)::bigint,
    sum(v.views)::bigint
  from by_visitor as v
  group by 1, 2
  having sum(v.clicks) + sum(v.views) > 0
$$;

comment on function app.count_visits(timestamptz, timestamptz, uuid[]) is
'Visits by people per clock hour and link, of the campaigns named or (NULL) of all; clicks of one visitor on one link '
'within one clock hour are one unique click; scans are among the clicks.';
