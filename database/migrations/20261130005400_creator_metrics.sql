-- migrate:up
set local lock_timeout = '3s';

-- Who follows an account, where the platform tells.
create table audience_metrics (
  id uuid constraint audience_metrics_pkey primary key default uuidv7(),
  social_account_id uuid not null,
  user_id uuid not null,
  metric_date date not null,
  countries jsonb not null default '{}',
  ages jsonb not null default '{}',
  genders jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint audience_metrics_belong_to_an_account foreign key (social_account_id, user_id)
  references social_accounts (id, user_id) on delete cascade,
  constraint audience_is_measured_once_a_day unique (social_account_id, metric_date),
  constraint audience_metrics_are_objects check (
    jsonb_typeof(countries) = 'object' and jsonb_typeof(ages) = 'object' and jsonb_typeof(genders) = 'object'
  )
);
alter table audience_metrics enable row level security;
alter table audience_metrics force row level security;
create index audience_metrics_of_an_account on audience_metrics (social_account_id, user_id);
create index audience_metrics_of_a_user on audience_metrics (user_id, metric_date desc);
create policy audience_metrics_own on audience_metrics for select to authenticated
using (user_id = (select auth.uid()));
create policy audience_metrics_admin on audience_metrics for select to admin using (true);
create policy audience_metrics_service on audience_metrics to service using (true) with check (true);
grant select on audience_metrics to authenticated, admin;
grant select, insert, update, delete on audience_metrics to service;
comment on table audience_metrics is 'Shares of an audience by country, age and gender, per account and day.';

-- The history of a creator's figures.
create table creator_analytics (
  id uuid constraint creator_analytics_pkey primary key default uuidv7(),
  creator_user_id uuid not null
  constraint creator_analytics_belong_to_a_user references auth.users (id) on delete cascade,
  platform text not null,
  metric_date date not null,
  total_followers bigint not null,
  total_engagement bigint not null,
  engagement_rate numeric(7, 6) not null,
  posts_count integer not null,
  created_at timestamptz not null default now(),
  constraint creator_analytics_are_kept_once_a_day unique (creator_user_id, platform, metric_date),
  constraint creator_analytics_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint creator_analytics_figures_are_not_negative
  check (total_followers >= 0 and total_engagement >= 0 and engagement_rate >= 0 and posts_count >= 0)
);
alter table creator_analytics enable row level security;
alter table creator_analytics force row level security;
create policy creator_analytics_own on creator_analytics for select to authenticated
using (creator_user_id = (select auth.uid()));
create policy creator_analytics_admin on creator_analytics for select to admin using (true);
create policy creator_analytics_service on creator_analytics to service using (true) with check (true);
create policy creator_analytics_erasure on creator_analytics to app_internal using (true);
grant select on creator_analytics to authenticated, admin;
grant select, insert, update on creator_analytics to service;
grant select, delete on creator_analytics to app_internal;
comment on table creator_analytics is 'Followers and engagement of creators, per platform and day.';

-- migrate:down
set local lock_timeout = '3s';
drop table creator_analytics;
drop table audience_metrics;
