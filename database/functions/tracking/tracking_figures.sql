-- owner: app_owner
-- What every report sums up. INVOKER, and without a SET, so that it is planned as part of the query that asks.
create or replace function app.tracking_figures(campaign_ids uuid[]) returns setof public.tracking_aggregates
language sql stable
begin atomic
select a.* from public.tracking_aggregates as a
where a.campaign_id = any(tracking_figures.campaign_ids)
  and a.aggregate_date <> all((select app.live_tracking_days() as days)::date[])
union all
select v.* from app.visible_live_aggregates(tracking_figures.campaign_ids) as v;
end;

comment on function app.tracking_figures(uuid[]) is
'Figures of campaigns per link and day (UTC), today included: aggregates, and what will become of the days that are live.';

grant execute on function app.tracking_figures(uuid[]) to authenticated, admin, service;
