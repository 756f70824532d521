-- Orders are no raw events: they are kept, corrected and dated later, so that those of any day can be counted again.
-- A mark for visits stays: the night counts those.
create or replace function app.aggregate_conversions(target_date date) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.tracking_late_days as l where l.day = target_date and not l.visits;
  with fresh as materialized (
    select
      c.campaign_id, c.brand_id, c.creator_user_id, c.tracking_link_id, count(*) as orders, sum(c.value)::bigint as value
    from app.orders_that_count() as c
    where c.converted_at >= target_date::timestamp at time zone 'UTC'
      and c.converted_at < (target_date + 1)::timestamp at time zone 'UTC'
    group by 1, 2, 3, 4
  ),
  gone as (
    update public.tracking_aggregates as a set total_conversions = 0, conversion_value = 0
    where a.aggregate_date = target_date and a.total_conversions + a.conversion_value > 0
      and not exists (
        select from fresh as f
        where f.tracking_link_id = a.tracking_link_id and f.creator_user_id is not distinct from a.creator_user_id
      )
  )
  insert into public.tracking_aggregates as a (
    campaign_id, brand_id, creator_user_id, tracking_link_id, aggregate_date, total_conversions, conversion_value
  )
  select f.campaign_id, f.brand_id, f.creator_user_id, f.tracking_link_id, target_date, f.orders, f.value
  from fresh as f
  on conflict on constraint tracking_is_aggregated_once_a_day do update
    set total_conversions = excluded.total_conversions, conversion_value = excluded.conversion_value
    where (a.total_conversions, a.conversion_value)
      is distinct from (excluded.total_conversions, excluded.conversion_value);
  delete from public.tracking_aggregates as a
  where a.aggregate_date = target_date
    and a.total_clicks + a.total_views + a.total_conversions + a.conversion_value = 0;
end
$$;

comment on function app.aggregate_conversions(date) is
'Writes the orders of a day (UTC) and their value into its aggregates, and leaves its clicks and views as they are.';

grant execute on function app.aggregate_conversions(date) to service;
