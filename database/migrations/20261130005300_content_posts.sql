-- migrate:up
set local lock_timeout = '3s';

-- One row per synchronisation of one account.
create table platform_sync_jobs (
  id uuid constraint platform_sync_jobs_pkey primary key default uuidv7(),
  social_account_id uuid not null,
  user_id uuid not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  error text,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  constraint platform_sync_jobs_belong_to_an_account foreign key (social_account_id, user_id)
  references social_accounts (id, user_id) on delete cascade,
  constraint platform_sync_jobs_status_is_known check (status in ('pending', 'running', 'succeeded', 'failed')),
  constraint platform_sync_jobs_attempts_are_counted check (attempts >= 0),
  constraint platform_sync_jobs_end_after_they_start check (finished_at >= started_at)
);
alter table platform_sync_jobs enable row level security;
alter table platform_sync_jobs force row level security;
create index platform_sync_jobs_of_an_account on platform_sync_jobs (social_account_id, user_id, id desc);
create index platform_sync_jobs_of_a_user on platform_sync_jobs (user_id, id desc);
create trigger status_machine before update of status on platform_sync_jobs
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IP002', '{"pending": ["running", "failed"], "running": ["succeeded", "failed"], "failed": ["running"]}'
);
create policy platform_sync_jobs_own on platform_sync_jobs for select to authenticated
using (user_id = (select auth.uid()));
create policy platform_sync_jobs_admin on platform_sync_jobs for select to admin using (true);
create policy platform_sync_jobs_service on platform_sync_jobs to service using (true) with check (true);
grant select on platform_sync_jobs to authenticated, admin;
grant select, insert, update on platform_sync_jobs to service;
comment on table platform_sync_jobs is 'Runs of the synchronisation, per account.';

-- A creator's posts with their newest figures.
create table content_posts (
  id uuid constraint content_posts_pkey primary key default uuidv7(),
  social_account_id uuid not null,
  user_id uuid not null,
  platform_post_id text not null,
  url text,
  caption text not null default '',
  posted_at timestamptz,
  views bigint not null default 0,
  likes bigint not null default 0,
  comments bigint not null default 0,
  shares bigint not null default 0,
  last_synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint content_posts_belong_to_an_account foreign key (social_account_id, user_id)
  references social_accounts (id, user_id) on delete cascade,
  constraint content_post_is_kept_once unique (social_account_id, platform_post_id),
  constraint content_posts_url_is_https check (url like 'https://%'),
  constraint content_posts_caption_fits check (length(caption) <= 10000),
  constraint content_posts_figures_are_not_negative
  check (views >= 0 and likes >= 0 and comments >= 0 and shares >= 0)
);
alter table content_posts enable row level security;
alter table content_posts force row level security;
create index content_posts_of_an_account on content_posts (social_account_id, user_id);
create index content_posts_of_a_user on content_posts (user_id, posted_at desc);
create trigger touch_updated_at before update on content_posts
for each row execute function app.touch_updated_at();
create policy content_posts_own on content_posts for select to authenticated using (user_id = (select auth.uid()));
create policy content_posts_admin on content_posts for select to admin using (true);
create policy content_posts_service on content_posts to service using (true) with check (true);
grant select on content_posts to authenticated, admin;
grant select, insert, update, delete on content_posts to service;
comment on table content_posts is 'Posts of connected accounts with their newest figures.';

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
grant select, insert, update on audience_metrics to service;
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
grant select on creator_analytics to authenticated, admin;
grant select, insert, update on creator_analytics to service;
comment on table creator_analytics is 'Followers and engagement of creators, per platform and day.';

-- The state of an OAuth round trip: a hash, for one use within ten minutes, bound to user and platform.
create table oauth_states (
  state_hash bytea constraint oauth_states_pkey primary key,
  user_id uuid not null
  constraint oauth_states_belong_to_a_user references auth.users (id) on delete cascade,
  platform text not null,
  code_verifier bytea,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint oauth_states_hash_is_sha256 check (length(state_hash) = 32),
  constraint oauth_states_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint oauth_states_live_ten_minutes check (expires_at <= created_at + interval '10 minutes')
);
alter table oauth_states enable row level security;
alter table oauth_states force row level security;
create index oauth_states_of_a_user on oauth_states (user_id);
create policy oauth_states_service on oauth_states to service using (true) with check (true);
grant select, insert, update (used_at), delete on oauth_states to service;
-- NOTE: no person and no administrator reads a state.
comment on table oauth_states is 'OAuth states (SHA-256) with the encrypted PKCE verifier.';

-- Published content of a campaign and how it does.
create table campaign_content_tracking (
  id uuid constraint campaign_content_tracking_pkey primary key default uuidv7(),
  submission_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  platform text not null,
  platform_post_id text not null,
  url text not null,
  views bigint not null default 0,
  likes bigint not null default 0,
  comments bigint not null default 0,
  shares bigint not null default 0,
  last_synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_content_tracking_follows_a_submission
  foreign key (submission_id, campaign_id, brand_id, creator_user_id)
  references creator_submissions (id, campaign_id, brand_id, creator_user_id) on delete restrict,
  constraint campaign_content_is_tracked_once unique (platform, platform_post_id, submission_id),
  constraint campaign_content_tracking_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint campaign_content_tracking_url_is_https check (url like 'https://%'),
  constraint campaign_content_tracking_figures_are_not_negative
  check (views >= 0 and likes >= 0 and comments >= 0 and shares >= 0)
);
alter table campaign_content_tracking enable row level security;
alter table campaign_content_tracking force row level security;
create index campaign_content_tracking_of_a_submission
on campaign_content_tracking (submission_id, campaign_id, brand_id, creator_user_id);
create index campaign_content_tracking_of_a_brand on campaign_content_tracking (brand_id, id desc);
create index campaign_content_tracking_of_a_creator on campaign_content_tracking (creator_user_id, id desc);
create trigger touch_updated_at before update on campaign_content_tracking
for each row execute function app.touch_updated_at();
create policy campaign_content_tracking_people on campaign_content_tracking for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_content_tracking_admin on campaign_content_tracking for select to admin using (true);
create policy campaign_content_tracking_service on campaign_content_tracking to service
using (true) with check (true);
grant select on campaign_content_tracking to authenticated, admin;
grant select, insert, update on campaign_content_tracking to service;
comment on table campaign_content_tracking is 'Published submissions and their figures on the platform.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_content_tracking;
drop table oauth_states;
drop table creator_analytics;
drop table audience_metrics;
drop table content_posts;
drop table platform_sync_jobs;
