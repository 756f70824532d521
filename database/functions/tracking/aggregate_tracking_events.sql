-- A day is counted anew as a whole, so that late events and a second run need no rules of their own.
create or replace function app.aggregate_tracking_events(target_date date) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  from_time constant timestamptz := target_date::timestamp at time zone 'UTC';
  to_time constant timestamptz := (target_date + 1)::timestamp at time zone 'UTC';
  aggregated bigint;
begin
  -- First, and the count in a statement of its own, with a later snapshot. A batch of late events holds its day's mark
  -- until it commits: either this waits for that batch and counts it, or that batch waits and marks the day again.
  delete from public.tracking_late_days as l where l.day = target_date;
  with hourly as (
    -- One row per link, clock hour and visitor: that is what counts once as unique. Three keys, not six, because a
    -- link tells campaign, brand and creator: the rows are hashed in less than half the time that sorting them takes.
    select
      e.tracking_link_id, date_bin('1 hour', e.created_at, from_time) as clock_hour, e.visitor_ip_hash,
      count(*) filter (where e.event_type = 'click') as clicks,
      count(*) filter (where e.event_type = 'view') as views
    from public.tracking_events as e
    where e.created_at >= from_time and e.created_at < to_time
      and e.user_agent not in (select b.user_agent from public.user_agents as b where b.is_bot)
    group by 1, 2, 3
  ),
  by_link as (
    select
      h.tracking_link_id, sum(h.clicks) as clicks, count(*) filter (where h.clicks > 0) as uniques,
      sum(h.views) as views
    from hourly as h group by 1
  ),
  seen as (
    -- Links go with a deleted draft, their events stay until retention: an inner join leaves those out.
    select
      l.campaign_id, l.brand_id, l.creator_user_id, sum(b.clicks) as clicks, sum(b.uniques) as uniques,
      sum(b.views) as views
    from by_link as b inner join public.tracking_links as l on l.id = b.tracking_link_id
    group by 1, 2, 3
  ),
  bought as (
    select c.campaign_id, c.brand_id, c.creator_user_id, count(*) as orders, sum(c.value) as value
    from public.conversions as c
    where c.converted_at >= from_time and c.converted_at < to_time and c.refunded_at is null
    group by 1, 2, 3
  ),
  fresh as (
    select
      f.campaign_id, f.brand_id, f.creator_user_id, sum(f.clicks)::bigint as clicks,
      sum(f.uniques)::bigint as uniques, sum(f.views)::bigint as views, sum(f.orders)::bigint as orders,
      sum(f.value)::bigint as value
    from (
      select s.campaign_id, s.brand_id, s.creator_user_id, s.clicks, s.uniques, s.views, 0 as orders, 0 as value
      from seen as s
      union all
      select b.campaign_id, b.brand_id, b.creator_user_id, 0, 0, 0, b.orders, b.value from bought as b
    ) as f
    group by 1, 2, 3
  ),
  gone as (
    delete from public.tracking_aggregates as a
    where a.aggregate_date = target_date and not exists (
      select from fresh as f
      where f.campaign_id = a.campaign_id and f.creator_user_id is not distinct from a.creator_user_id
    )
  ),
  written as (
    insert into public.tracking_aggregates as a (
      campaign_id, brand_id, creator_user_id, aggregate_date, total_clicks, unique_clicks, total_views,
      total_conversions, conversion_value
    )
    select
      f.campaign_id, f.brand_id, f.creator_user_id, target_date, f.clicks, f.uniques, f.views, f.orders, f.value
    from fresh as f
    on conflict on constraint tracking_is_aggregated_once_a_day do update
      set total_clicks = excluded.total_clicks, unique_clicks = excluded.unique_clicks,
        total_views = excluded.total_views, total_conversions = excluded.total_conversions,
        conversion_value = excluded.conversion_value
      where (a.total_clicks, a.unique_clicks, a.total_views, a.total_conversions, a.conversion_value)
        is distinct from (
          excluded.total_clicks, excluded.unique_clicks, excluded.total_views, excluded.total_conversions,
          excluded.conversion_value
        )
  )
  select coalesce(sum(f.clicks + f.views + f.orders), 0) into aggregated from fresh as f;
  return aggregated;
end
$$;

comment on function app.aggregate_tracking_events(date) is
'Writes the aggregates of a day (UTC) and returns how many events they count; again, it gives the same rows. Bots do '
'not count; clicks of one visitor on one link within one clock hour are one unique click.';

grant execute on function app.aggregate_tracking_events(date) to service;
