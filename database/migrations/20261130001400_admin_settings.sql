-- migrate:up
set local lock_timeout = '3s';

-- What an administrator may tune without a release. A key without a row has its default.
create table admin_settings (
  key text constraint admin_settings_pkey primary key,
  value jsonb not null,
  updated_by uuid
  constraint admin_settings_were_changed_by_a_user references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint admin_settings_value_is_within_its_range check (app.setting_is_valid(key, value))
);
alter table admin_settings enable row level security;
alter table admin_settings force row level security;
create index admin_settings_by_author on admin_settings (updated_by);
create trigger touch_updated_at before update on admin_settings
for each row execute function app.touch_updated_at();
select app.audit_table('admin_settings', 'key');
create policy admin_settings_admin on admin_settings to admin using (true)
with check (updated_by = (select auth.uid()));
create policy admin_settings_service on admin_settings for select to service using (true);
create policy admin_settings_internal on admin_settings for select to app_internal using (true);
grant select, insert (key, value, updated_by), update (value, updated_by), delete on admin_settings to admin;
grant select on admin_settings to service, app_internal;
-- NOTE: people do not read settings; functions do it for them through app.setting.
comment on table admin_settings is
'Settings that differ from their defaults; app.setting_definitions() knows them all.';

-- migrate:down
set local lock_timeout = '3s';
drop table admin_settings;
