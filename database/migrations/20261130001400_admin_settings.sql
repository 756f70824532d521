-- migrate:up
set local lock_timeout = '3s';

-- The known settings with type and range: an immutable function, so that a constraint may ask it.
create function app.setting_definitions() returns table (
  key text, default_value bigint, minimum bigint, maximum bigint, description text
)
language sql immutable parallel safe set search_path = ''
begin atomic
select *
from (values
  ('platform_fee_basis_points', 1000::bigint, 0::bigint, 10000::bigint, 'Our share of what a brand pays for a submission.'),
  ('payout_hold_days', 7, 0, 365, 'Days between approval and payout.'),
  ('payout_minimum_amount', 1000, 0, 100000000, 'Smallest payout, in minor units.'),
  ('invitation_expiry_days', 14, 1, 365, 'Days until a pending invitation expires.'),
  ('invitation_notice_hours', 48, 0, 8760, 'Hours before its expiry that an invitation is announced again.'),
  ('review_reminder_hours', 72, 1, 8760, 'Hours until a brand is reminded of a review.'),
  ('review_auto_approve_hours', 72, 1, 8760, 'Hours until a late review approves, where the campaign says so.'),
  ('campaign_end_notice_days', 3, 0, 365, 'Days before its end that a campaign is announced to end.'),
  ('low_budget_basis_points', 1000, 0, 10000, 'Rest of a budget below which the brand is told.'),
  ('tracking_retention_days', 90, 1, 3650, 'Days that raw tracking events are kept.'),
  ('conversion_window_days', 30, 1, 365, 'Days in which a conversion is credited to the last click.')
) as known (key, default_value, minimum, maximum, description);
end;
comment on function app.setting_definitions() is 'Every known setting: default, range, meaning. All are whole numbers.';

create function app.setting_is_valid(key text, value jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
return exists (
  select 1
  from app.setting_definitions() as known
  where known.key = setting_is_valid.key
    and jsonb_typeof(setting_is_valid.value) = 'number'
    and case when jsonb_typeof(setting_is_valid.value) = 'number' then
        setting_is_valid.value::numeric % 1 = 0
        and setting_is_valid.value::numeric between known.minimum and known.maximum
      else false end
);
comment on function app.setting_is_valid(text, jsonb) is 'Whether the key is known and the value within its range.';
grant execute on function app.setting_definitions(), app.setting_is_valid(text, jsonb)
to admin, service, app_internal;

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
comment on table admin_settings is 'Settings that differ from their defaults; app.setting_definitions() knows them all.';

set local role app_internal;
create function app.setting(key text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select s.value from public.admin_settings as s where s.key = setting.key),
    (select to_jsonb(known.default_value) from app.setting_definitions() as known where known.key = setting.key)
  )
$$;
comment on function app.setting(text) is 'The value in force: the administrator''s, else the default; NULL for an unknown key.';
grant execute on function app.setting(text) to app_owner, authenticated, admin, service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.setting(text);
reset role;
drop table admin_settings;
drop function app.setting_is_valid(text, jsonb);
drop function app.setting_definitions();
