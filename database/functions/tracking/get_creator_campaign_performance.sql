-- owner: app_owner
-- INVOKER: whoever may not see a participant gets no row.
drop function if exists app.get_creator_campaign_performance(uuid, uuid);

create or replace function app.get_creator_campaign_performance(creator_user_id uuid, campaign_id uuid)
returns table (
  total_clicks bigint, unique_clicks bigint, total_scans bigint, total_views bigint, total_conversions bigint,
  conversion_value bigint, converted_clicks bigint, conversion_rate numeric
)
language sql stable set search_path = '' as $$
  select
    f.clicks, f.uniques, f.scans, f.views, f.orders, f.value, k.clicks, round(k.clicks::numeric / nullif(f.clicks, 0), 4)
  from (
    select
      coalesce(sum(a.total_clicks), 0)::bigint as clicks, coalesce(sum(a.unique_clicks), 0)::bigint as uniques,
      coalesce(sum(a.total_scans), 0)::bigint as scans, coalesce(sum(a.total_views), 0)::bigint as views,
      coalesce(sum(a.total_conversions), 0)::bigint as orders, coalesce(sum(a.conversion_value), 0)::bigint as value
    from app.tracking_figures(array[get_creator_campaign_performance.campaign_id]) as a
    where a.creator_user_id = get_creator_campaign_performance.creator_user_id
  ) as f
  cross join (
    select coalesce(sum(o.clicks), 0)::bigint as clicks
    from app.converted_clicks(get_creator_campaign_performance.campaign_id) as o
    where o.creator_user_id = get_creator_campaign_performance.creator_user_id
  ) as k
  where exists (
    select from public.campaign_participants as p
    where p.campaign_id = get_creator_campaign_performance.campaign_id
      and p.creator_user_id = get_creator_campaign_performance.creator_user_id
  )
$$;

comment on function app.get_creator_campaign_performance(uuid, uuid) is
'Figures of one participant, today included; conversion rate = clicks that orders followed / clicks. No row for who does '
'not take part, or whom the actor may not see.';

grant execute on function app.get_creator_campaign_performance(uuid, uuid) to authenticated, admin, service;
