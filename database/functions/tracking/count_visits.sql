create or replace function app.count_visits(from_time timestamptz, to_time timestamptz, campaign_ids uuid[])
returns table (hour timestamptz, tracking_link_id uuid, clicks bigint, unique_clicks bigint, scans bigint, views bigint)
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan' -- as app.visits_of_people needs it
as $$
  with by_visitor as (
    -- Three keys, not six, because a link tells campaign, brand and creator.
    select
      date_bin('1 hour', e.created_at, timestamptz '2000-01-01 00:00Z') as hour, e.tracking_link_id, e.visitor_ip_hash,
      count(*) filter (where e.event_type = 'click') as clicks, count(*) filter (where e.is_scan) as scans,
      count(*) filter (where e.event_type = 'view') as views
    from app.visits_of_people(from_time, to_time, campaign_ids) as e
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
