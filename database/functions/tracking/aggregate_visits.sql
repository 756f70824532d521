-- A day's clicks and views from its hours. Rows that say the same already are left alone.
create or replace function app.aggregate_visits(target_date date) returns void
language sql volatile security definer set search_path = '' as $$
  with fresh as materialized (
    select
      l.campaign_id, l.brand_id, l.creator_user_id, l.id as tracking_link_id, sum(f.clicks)::bigint as clicks,
      sum(f.unique_clicks)::bigint as uniques, sum(f.scans)::bigint as scans, sum(f.views)::bigint as views
    from public.tracking_hour_figures as f inner join public.tracking_links as l on l.id = f.tracking_link_id
    where f.hour >= target_date::timestamp at time zone 'UTC'
      and f.hour < (target_date + 1)::timestamp at time zone 'UTC'
    group by l.id
  ),
  gone as (
    -- With them those of before, which were counted without their links: their clicks are in `fresh`.
    update public.tracking_aggregates as a set total_clicks = 0, unique_clicks = 0, total_scans = 0, total_views = 0
    where a.aggregate_date = target_date and a.total_clicks + a.total_views > 0
      and not exists (select from fresh as f where f.tracking_link_id = a.tracking_link_id)
  )
  insert into public.tracking_aggregates as a (
    campaign_id, brand_id, creator_user_id, tracking_link_id, aggregate_date, total_clicks, unique_clicks, total_scans,
    total_views
  )
  select
    f.campaign_id, f.brand_id, f.creator_user_id, f.tracking_link_id, target_date, f.clicks, f.uniques, f.scans, f.views
  from fresh as f
  on conflict on constraint tracking_is_aggregated_once_a_day do update
    set total_clicks = excluded.total_clicks, unique_clicks = excluded.unique_clicks,
      total_scans = excluded.total_scans, total_views = excluded.total_views
    where (a.total_clicks, a.unique_clicks, a.total_scans, a.total_views)
      is distinct from (excluded.total_clicks, excluded.unique_clicks, excluded.total_scans, excluded.total_views)
$$;

comment on function app.aggregate_visits(date) is 'Writes clicks, scans and views of a day (UTC) from its counted hours.';
