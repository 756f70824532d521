-- owner: app_owner
-- INVOKER: whoever may not see a campaign gets no row.
drop function if exists app.get_campaign_performance_summary(uuid);

create or replace function app.get_campaign_performance_summary(campaign_id uuid)
returns table (
  total_clicks bigint, unique_clicks bigint, total_scans bigint, total_views bigint, total_conversions bigint,
  conversion_value bigint, converted_clicks bigint, conversion_rate numeric, spend bigint, currency text,
  cost_per_click bigint, return_on_investment numeric
)
language sql stable set search_path = '' as $$
  select
    f.clicks, f.uniques, f.scans, f.views, f.orders, f.value, k.clicks, round(k.clicks::numeric / nullif(f.clicks, 0), 4),
    c.budget_spent, c.currency, o.cost_per_click, o.return_on_investment
  from public.campaigns as c
  cross join lateral (
    select
      coalesce(sum(a.total_clicks), 0)::bigint as clicks, coalesce(sum(a.unique_clicks), 0)::bigint as uniques,
      coalesce(sum(a.total_scans), 0)::bigint as scans, coalesce(sum(a.total_views), 0)::bigint as views,
      coalesce(sum(a.total_conversions), 0)::bigint as orders, coalesce(sum(a.conversion_value), 0)::bigint as value
    from app.tracking_figures(array[get_campaign_performance_summary.campaign_id]) as a
  ) as f
  cross join lateral (
    select coalesce(sum(o.clicks), 0)::bigint as clicks
    from app.converted_clicks(get_campaign_performance_summary.campaign_id) as o
  ) as k
  cross join app.costs_of(c.budget_spent, f.clicks, f.orders, f.value) as o
  where c.id = get_campaign_performance_summary.campaign_id
$$;

comment on function app.get_campaign_performance_summary(uuid) is
'Figures of a campaign over its life, today included; money in minor units; cost per click rounded half up; conversion '
'rate = clicks that orders followed / clicks; return on investment = (conversion value - spend) / spend, NULL where '
'nothing was spent.';

grant execute on function app.get_campaign_performance_summary(uuid) to authenticated, admin, service;
