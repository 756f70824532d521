-- What the night will write, as far as it is known now; by the same counts.
create or replace function app.live_aggregates(campaign_ids uuid[]) returns setof public.tracking_aggregates
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan' -- a plan for one campaign is no plan for a thousand
as $$
  with live as materialized (select d.day from unnest(app.live_tracking_days()) as d (day)),
  links as materialized (
    select l.id, l.campaign_id, l.brand_id, l.creator_user_id from public.tracking_links as l
    where l.campaign_id = any(campaign_ids)
  ),
  counted as (
    select f.hour, f.tracking_link_id, f.clicks, f.unique_clicks, f.scans, f.views
    from public.tracking_hours as h inner join public.tracking_hour_figures as f on f.hour = h.hour
    where h.counted_at is not null and (h.hour at time zone 'UTC')::date in (select v.day from live as v)
      and f.tracking_link_id in (select l.id from links as l)
    union all
    select v.hour, v.tracking_link_id, v.clicks, v.unique_clicks, v.scans, v.views
    from unnest(app.uncounted_tracking_time()) as r (span)
    cross join lateral app.count_visits(lower(r.span), upper(r.span), campaign_ids) as v
  ),
  figures as (
    select
      (k.hour at time zone 'UTC')::date as day, k.tracking_link_id, k.clicks, k.unique_clicks, k.scans, k.views,
      0 as orders, 0 as value
    from counted as k
    union all
    select (c.converted_at at time zone 'UTC')::date, c.tracking_link_id, 0, 0, 0, 0, 1, c.value
    from app.orders_that_count() as c
    where c.campaign_id = any(campaign_ids)
      and c.converted_at >= (select min(v.day) from live as v)::timestamp at time zone 'UTC'
      and (c.converted_at at time zone 'UTC')::date in (select v.day from live as v)
  )
  select
    null::uuid, l.campaign_id, l.brand_id, l.creator_user_id, f.day, sum(f.clicks)::bigint,
    sum(f.unique_clicks)::bigint, sum(f.views)::bigint, sum(f.orders)::bigint, sum(f.value)::bigint, now(), now(),
    l.id, sum(f.scans)::bigint
  from figures as f inner join links as l on l.id = f.tracking_link_id
  group by l.id, l.campaign_id, l.brand_id, l.creator_user_id, f.day
$$;

comment on function app.live_aggregates(uuid[]) is
'Figures of the days (UTC) of some campaigns that are not in the aggregates, per link and day.';
