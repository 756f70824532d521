-- migrate:up
set local lock_timeout = '3s';

-- How each platform is treated: how early its tokens are renewed, how often its accounts are read, how long raw rows
-- of it are kept, and until when it wants to be left alone.
create table social_platforms (
  platform text constraint social_platforms_pkey primary key,
  refresh_ahead_minutes integer not null,
  sync_every_hours integer not null,
  raw_data_days integer,
  rate_limited_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint social_platforms_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint social_platforms_refresh_within_a_month check (refresh_ahead_minutes between 1 and 43200),
  constraint social_platforms_sync_within_a_month check (sync_every_hours between 1 and 720),
  constraint social_platforms_keep_raw_data_for_days check (raw_data_days between 1 and 3650)
);
-- Tokens of hours: whatever ends before the next run of the job, which comes every four hours (and may be late by a
-- quarter of one). Tokens of months: a day ahead, so that an outage of the platform is survived. X has a price per
-- user, read and UTC day. YouTube's terms want raw data renewed or gone after 30 days.
insert into social_platforms (platform, refresh_ahead_minutes, sync_every_hours, raw_data_days)
values
('instagram', 1440, 6, null), ('tiktok', 255, 6, null), ('twitter', 255, 24, null),
('linkedin', 1440, 6, null), ('youtube', 255, 6, 30);
alter table social_platforms enable row level security;
alter table social_platforms force row level security;
create trigger touch_updated_at before update on social_platforms
for each row execute function app.touch_updated_at();
select app.audit_table('social_platforms', 'platform');
create policy social_platforms_admin on social_platforms to admin using (true) with check (true);
create policy social_platforms_service on social_platforms to service using (true) with check (true);
grant select, update (refresh_ahead_minutes, sync_every_hours, raw_data_days, rate_limited_until)
on social_platforms to admin;
grant select, update (rate_limited_until) on social_platforms to service;
-- NOTE: nobody inserts or deletes: a platform is added by a migration, with its adapter.
comment on table social_platforms is 'Rhythm of refresh and synchronisation, per platform; an administrator may tune it.';

-- How the tokens of an account are renewed. asked_at is set before the platform is asked and taken away with its
-- answer: as long as it stands, the stored refresh token may be used up. The row is the lease of who asks, too.
create table social_token_refreshes (
  social_account_id uuid constraint social_token_refreshes_pkey primary key
  constraint social_token_refreshes_belong_to_an_account references social_accounts (id) on delete cascade,
  asked_at timestamptz,
  leased_until timestamptz,
  renewed_at timestamptz,
  failures integer not null default 0,
  not_before timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  constraint social_token_refreshes_are_leased_to_ask check (leased_until is null or asked_at is not null),
  constraint social_token_refreshes_failures_are_counted check (failures >= 0),
  constraint social_token_refreshes_error_fits check (length(last_error) <= 200)
);
alter table social_token_refreshes enable row level security;
alter table social_token_refreshes force row level security;
create policy social_token_refreshes_admin on social_token_refreshes for select to admin using (true);
create policy social_token_refreshes_service on social_token_refreshes to service using (true) with check (true);
grant select on social_token_refreshes to admin;
grant select, insert, update, delete on social_token_refreshes to service;
comment on table social_token_refreshes is
'Renewals of tokens. While asked_at stands, an answer is missing: the stored refresh token may be used up.';

create function app.settle_token_refresh() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.status <> 'connected' or new.access_token is null then
    delete from public.social_token_refreshes as r where r.social_account_id = new.id;
  else
    insert into public.social_token_refreshes (social_account_id, renewed_at)
    values (new.id, clock_timestamp())
    on conflict on constraint social_token_refreshes_pkey do update
    set asked_at = null, leased_until = null, renewed_at = excluded.renewed_at, failures = 0, not_before = null,
      last_error = null;
  end if;
  return null;
end
$$;
comment on function app.settle_token_refresh() is
'AFTER new tokens or a new status: what was known of a renewal was about the tokens before.';
create trigger settle_token_refresh after update of access_token, refresh_token, status on social_accounts
for each row when (
  (old.access_token, old.refresh_token, old.status)
  is distinct from (new.access_token, new.refresh_token, new.status)
) execute function app.settle_token_refresh();

-- One synchronisation of an account waits or runs at a time; one that the platform turns away waits again.
create unique index sync_is_open_once_per_account on platform_sync_jobs (social_account_id)
where status in ('pending', 'running');
create index platform_sync_jobs_finished on platform_sync_jobs (finished_at);
drop trigger status_machine on platform_sync_jobs;
create trigger status_machine before update of status on platform_sync_jobs
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IP002', '{"pending": ["running", "failed"], "running": ["pending", "succeeded", "failed"],
             "failed": ["running"]}'
);
create index content_posts_by_age on content_posts (last_synced_at);
create index creator_submissions_with_a_post on creator_submissions (creator_user_id)
where status = 'approved' and submission_type = 'url';
create index campaign_content_tracking_of_a_platform on campaign_content_tracking (creator_user_id, platform);
grant delete on platform_sync_jobs, audience_metrics to service;

-- migrate:down
set local lock_timeout = '3s';
revoke delete on platform_sync_jobs, audience_metrics from service;
drop index campaign_content_tracking_of_a_platform;
drop index creator_submissions_with_a_post;
drop index content_posts_by_age;
drop trigger status_machine on platform_sync_jobs;
create trigger status_machine before update of status on platform_sync_jobs
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IP002', '{"pending": ["running", "failed"], "running": ["succeeded", "failed"], "failed": ["running"]}'
);
drop index platform_sync_jobs_finished;
drop index sync_is_open_once_per_account;
drop trigger settle_token_refresh on social_accounts;
drop function app.settle_token_refresh();
drop table social_token_refreshes;
drop table social_platforms;
