-- Clicks that an order followed, each once, and only those that stand among the clicks of the reports: their day is
-- counted, and waits for no other count. A part of a whole, so that no rate is above one.
create or replace function app.converted_clicks(campaign_id uuid)
returns table (creator_user_id uuid, tracking_link_id uuid, clicks bigint, clicks_by_link bigint)
language sql stable security definer set search_path = '' as $$
  with orders as (
    select distinct
      c.click_id, c.creator_user_id, c.tracking_link_id,
      (uuid_extract_timestamp(c.click_id) at time zone 'UTC')::date as day
    from app.orders_that_count() as c
    where c.campaign_id = converted_clicks.campaign_id and c.click_id is not null
      and (auth.is_privileged() or c.brand_id = any(auth.brand_ids()) or c.creator_user_id = auth.uid())
  ),
  counted as (
    select unnest(app.live_tracking_days()) as day
    union all
    select t.day from public.tracking_days as t
    where not exists (select from public.tracking_late_days as l where l.day = t.day and l.visits)
  ),
  without_link as (
    select distinct a.aggregate_date as day from public.tracking_aggregates as a
    where a.campaign_id = converted_clicks.campaign_id and a.tracking_link_id is null
  )
  select
    o.creator_user_id, o.tracking_link_id, count(*),
    count(*) filter (where o.day not in (select w.day from without_link as w))
  from orders as o
  where o.day in (select k.day from counted as k)
  group by 1, 2
$$;

comment on function app.converted_clicks(uuid) is
'Clicks of a campaign that orders followed, per creator and link, for whoever may see the figures; by link without the '
'days that were counted before figures were kept by link.';

grant execute on function app.converted_clicks(uuid) to authenticated, admin, service;
