-- migrate:up
set local lock_timeout = '3s';

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
create index content_posts_by_age on content_posts (last_synced_at);
create trigger touch_updated_at before update on content_posts
for each row execute function app.touch_updated_at();
create policy content_posts_own on content_posts for select to authenticated using (user_id = (select auth.uid()));
create policy content_posts_admin on content_posts for select to admin using (true);
create policy content_posts_service on content_posts to service using (true) with check (true);
grant select on content_posts to authenticated, admin;
grant select, insert, update, delete on content_posts to service;
comment on table content_posts is 'Posts of connected accounts with their newest figures.';

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
create index campaign_content_tracking_of_a_platform on campaign_content_tracking (creator_user_id, platform);
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
drop table content_posts;
