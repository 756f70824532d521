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
-- Before row security is forced: from then on the owner writes no row of its own.
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
comment on table social_platforms is
'Rhythm of refresh and synchronisation, per platform; an administrator may tune it.';

-- migrate:down
set local lock_timeout = '3s';
drop table social_platforms;
