-- migrate:up
set local lock_timeout = '3s';

-- A day's figures of a campaign and one creator (or none). Reports read these, never the raw events.
create table tracking_aggregates (
  id uuid constraint tracking_aggregates_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid
  constraint tracking_aggregates_count_for_a_creator references auth.users (id) on delete restrict,
  aggregate_date date not null,
  total_clicks bigint not null default 0,
  unique_clicks bigint not null default 0,
  total_views bigint not null default 0,
  total_conversions bigint not null default 0,
  conversion_value bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tracking_aggregates_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint tracking_is_aggregated_once_a_day
  unique nulls not distinct (campaign_id, creator_user_id, aggregate_date),
  constraint tracking_aggregates_are_not_negative check (
    total_clicks >= 0 and unique_clicks >= 0 and total_views >= 0 and total_conversions >= 0
    and conversion_value >= 0
  ),
  constraint tracking_aggregates_uniques_are_clicks check (unique_clicks <= total_clicks)
);
alter table tracking_aggregates enable row level security;
alter table tracking_aggregates force row level security;
create index tracking_aggregates_of_a_campaign on tracking_aggregates (campaign_id, brand_id, aggregate_date);
create index tracking_aggregates_of_a_brand on tracking_aggregates (brand_id, aggregate_date);
create index tracking_aggregates_of_a_creator on tracking_aggregates (creator_user_id, aggregate_date);
create trigger touch_updated_at before update on tracking_aggregates
for each row execute function app.touch_updated_at();
create policy tracking_aggregates_people on tracking_aggregates for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy tracking_aggregates_admin on tracking_aggregates for select to admin using (true);
create policy tracking_aggregates_service on tracking_aggregates for select to service using (true);
create policy tracking_aggregates_internal on tracking_aggregates to app_internal using (true) with check (true);
grant select on tracking_aggregates to authenticated, admin, service, app_internal;
grant insert, update, delete on tracking_aggregates to app_internal;
-- NOTE: nobody writes: app.aggregate_tracking_events counts and writes.
comment on table tracking_aggregates is 'Figures per campaign, creator and day (UTC); conversion_value in minor units.';

-- Days whose events came after their aggregation (a queue that was held up); the daily job does them again.
create table tracking_late_days (
  day date constraint tracking_late_days_pkey primary key,
  created_at timestamptz not null default now()
);
alter table tracking_late_days enable row level security;
alter table tracking_late_days force row level security;
create policy tracking_late_days_service on tracking_late_days to service using (true) with check (true);
create policy tracking_late_days_internal on tracking_late_days to app_internal using (true) with check (true);
grant select, insert, delete on tracking_late_days to service, app_internal;
-- For the lock that `on conflict do update` takes: late events that are stored while their day is being aggregated are
-- counted by this pass or marked for the next one.
grant update (created_at) on tracking_late_days to service;
comment on table tracking_late_days is 'Past days (UTC) that wait to be aggregated again.';

-- migrate:down
set local lock_timeout = '3s';
drop table tracking_late_days;
drop table tracking_aggregates;
