-- migrate:up
set local lock_timeout = '3s';

-- A creator has several posts and a campaign several buttons: figures are kept by link. What was counted before is kept
-- as it is, without one. Scans are clicks that came from a QR code.
alter table tracking_aggregates add column tracking_link_id uuid
constraint tracking_aggregates_count_for_a_link references tracking_links (id) on delete restrict,
add column total_scans bigint not null default 0,
add constraint tracking_aggregates_scans_are_clicks check (total_scans between 0 and total_clicks),
drop constraint tracking_is_aggregated_once_a_day,
add constraint tracking_is_aggregated_once_a_day
unique nulls not distinct (campaign_id, creator_user_id, tracking_link_id, aggregate_date);
create index tracking_aggregates_of_a_link on tracking_aggregates (tracking_link_id, aggregate_date);
create index tracking_aggregates_of_a_day on tracking_aggregates (aggregate_date);
comment on table tracking_aggregates is
'Figures per campaign, creator, link and day (UTC); conversion_value in minor units. No link: counted before there was one.';

-- A code that we drew says so, and the click keeps it.
alter table tracking_events add column is_scan boolean not null default false,
add constraint tracking_events_scans_are_clicks check (not is_scan or event_type = 'click') not valid;

-- Where the events of an hour lie: they come in the order of time, so that a few pages of index tell. Each partition is
-- read once for it.
create index tracking_events_in_time on tracking_events using brin (created_at) with (autosummarize = on);

-- Which click an order followed.
create index conversions_of_a_click on conversions (click_id);

-- migrate:down
set local lock_timeout = '3s';
drop index conversions_of_a_click;
drop index tracking_events_in_time;
alter table tracking_events drop constraint tracking_events_scans_are_clicks, drop column is_scan;
alter table tracking_aggregates no force row level security;
with lines as (
  delete from tracking_aggregates
  where tracking_link_id is not null
  returning *
)

insert into tracking_aggregates as a (
  campaign_id, brand_id, creator_user_id, tracking_link_id, aggregate_date, total_clicks, unique_clicks, total_views,
  total_conversions, conversion_value
)
select
  l.campaign_id,
  l.brand_id,
  l.creator_user_id,
  null::uuid as tracking_link_id,
  l.aggregate_date,
  sum(l.total_clicks) as clicks,
  sum(l.unique_clicks) as uniques,
  sum(l.total_views) as views,
  sum(l.total_conversions) as orders,
  sum(l.conversion_value) as value
from lines as l
group by 1, 2, 3, 5
on conflict on constraint tracking_is_aggregated_once_a_day do update
  set total_clicks = a.total_clicks + excluded.total_clicks, unique_clicks = a.unique_clicks + excluded.unique_clicks,
    total_views = a.total_views + excluded.total_views,
    total_conversions = a.total_conversions + excluded.total_conversions,
    conversion_value = a.conversion_value + excluded.conversion_value;
alter table tracking_aggregates force row level security;
drop index tracking_aggregates_of_a_day;
alter table tracking_aggregates drop constraint tracking_is_aggregated_once_a_day,
drop constraint tracking_aggregates_scans_are_clicks, drop column total_scans, drop column tracking_link_id;
alter table tracking_aggregates add constraint tracking_is_aggregated_once_a_day
unique nulls not distinct (campaign_id, creator_user_id, aggregate_date);
comment on table tracking_aggregates is 'Figures per campaign, creator and day (UTC); conversion_value in minor units.';
