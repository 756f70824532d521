-- migrate:up
set local lock_timeout = '3s';

-- Something of a campaign that people scan: codes at a place, at an event, on a locker.
create table activations (
  id uuid constraint activations_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  created_by uuid not null
  constraint activations_are_made_by_a_user references auth.users (id) on delete restrict,
  kind text not null,
  name text not null,
  status text not null default 'draft',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null default 'UTC',
  geofence_id uuid,
  fence_mode text not null default 'off',
  limit_per_device_day integer not null default 3,
  limit_per_fan_total integer,
  limit_total integer,
  code_mode text not null default 'static',
  rotate_seconds integer not null default 30,
  grace_steps integer not null default 1,
  min_age integer,
  landing_url text,
  locale text not null default 'en',
  peak boolean not null default false,
  launched_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint activations_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint activations_are_where_their_brand_says foreign key (geofence_id, brand_id)
  references geofences (id, brand_id) on delete restrict,
  constraint activations_go_with_their_brand unique (id, brand_id),
  constraint activations_kind_is_known check (kind in ('qr', 'event', 'locker')),
  constraint activations_name_is_seen check (app.is_written(name) and length(name) <= 200),
  constraint activations_status_is_known check (status in ('draft', 'active', 'paused', 'completed')),
  constraint activations_end_after_their_start check (ends_at > starts_at and ends_at <= starts_at + interval '400 days'),
  constraint activations_time_zone_is_known check (app.is_time_zone(time_zone)),
  constraint activations_fence_mode_is_known check (fence_mode in ('off', 'flag', 'refuse')),
  constraint activations_with_a_fence_mode_have_a_fence check (fence_mode = 'off' or geofence_id is not null or status = 'draft'),
  constraint activations_limits_are_positive
  check (limit_per_device_day between 1 and 1000 and limit_per_fan_total between 1 and 100000 and limit_total between 1 and 10000000),
  constraint activations_code_mode_is_known check (code_mode in ('static', 'rotating', 'single_use')),
  constraint activations_steps_are_short check (rotate_seconds between 10 and 600 and grace_steps between 0 and 10),
  constraint activations_min_age_is_one check (min_age between 13 and 25),
  constraint activations_landing_is_https check (landing_url ~ '^https://[^[:space:]]+$' and length(landing_url) <= 2048),
  constraint activations_locale_is_one check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  constraint activations_are_launched_once check ((status = 'draft') = (launched_at is null)),
  constraint activations_are_completed_at_a_time check ((status = 'completed') = (completed_at is not null))
);
alter table activations enable row level security;
alter table activations force row level security;
create index activations_of_a_campaign on activations (campaign_id, brand_id, id desc);
create index activations_of_a_brand on activations (brand_id, id desc);
create index activations_of_a_geofence on activations (geofence_id, brand_id) where geofence_id is not null;
create index activations_by_author on activations (created_by);
create index activations_that_end on activations (ends_at) where status in ('active', 'paused');
create trigger touch_updated_at before update on activations
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on activations
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IA001', '{"draft": ["active"], "active": ["paused", "completed"], "paused": ["active", "completed"]}'
);
create trigger owner_is_fixed before update of campaign_id, brand_id, kind on activations
for each row when ((old.campaign_id, old.brand_id, old.kind) is distinct from (new.campaign_id, new.brand_id, new.kind))
execute function app.refuse_change();
select app.audit_table('activations', 'id');
create policy activations_brand on activations for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy activations_managers_insert on activations for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy activations_managers_update on activations for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[])) with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy activations_managers_delete on activations for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and status = 'draft');
create policy activations_admin on activations to admin using (true) with check (true);
create policy activations_service on activations for select to service using (true);
create policy activations_internal on activations to app_internal using (true) with check (true);
grant select, delete on activations to authenticated, admin;
grant insert (
  campaign_id, brand_id, created_by, kind, name, starts_at, ends_at, time_zone, geofence_id, fence_mode, limit_per_device_day,
  limit_per_fan_total, limit_total, code_mode, rotate_seconds, grace_steps, min_age, landing_url, locale, peak
) on activations to authenticated, admin;
grant update (
  name, starts_at, ends_at, time_zone, geofence_id, fence_mode, limit_per_device_day, limit_per_fan_total, limit_total, code_mode,
  rotate_seconds, grace_steps, min_age, landing_url, locale, peak
) on activations to authenticated, admin;
grant select on activations to service;
grant select, update on activations to app_internal;
-- NOTE: its status is moved by functions only (app.launch_activation, pause_, resume_, complete_).
comment on table activations is
'What people scan, one campaign''s. Open: active, within its times, and its brand has somebody who can act. A campaign that is cancelled '
'completes it at once; one that is paused or over does not.';
comment on column activations.limit_per_device_day is 'Scans that count, of one device on a day of time_zone.';
comment on column activations.limit_total is 'Scans that count, of all together; NULL: no limit.';
comment on column activations.rotate_seconds is 'How long a step of a rotating code lasts; grace_steps before and after it are taken, too.';
comment on column activations.peak is 'Scans are taken by a queue and judged a moment later: for tens of thousands at once.';

-- What is printed or shown. Its secret is derived from its id and version, and stands nowhere.
create table activation_codes (
  id uuid constraint activation_codes_pkey primary key default uuidv7(),
  activation_id uuid not null,
  brand_id uuid not null,
  short_code text not null,
  label text not null default '',
  secret_version integer not null default 1,
  max_uses integer,
  used integer not null default 0,
  disabled_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint activation_codes_belong_to_an_activation foreign key (activation_id, brand_id)
  references activations (id, brand_id) on delete cascade,
  constraint activation_codes_go_with_their_activation unique (id, activation_id),
  constraint activation_code_is_taken unique (short_code),
  constraint activation_codes_are_base62 check (short_code ~ '^[0-9A-Za-z]{7,12}$'),
  constraint activation_codes_label_fits check (length(label) <= 200),
  constraint activation_codes_secret_version_counts_up check (secret_version between 1 and 10000),
  constraint activation_codes_uses_are_counted check (max_uses between 1 and 10000000 and used between 0 and coalesce(max_uses, 0))
);
alter table activation_codes enable row level security;
alter table activation_codes force row level security;
create index activation_codes_of_an_activation on activation_codes (activation_id, brand_id, id desc);
create index activation_codes_of_a_brand on activation_codes (brand_id);
create trigger touch_updated_at before update on activation_codes
for each row execute function app.touch_updated_at();
create policy activation_codes_brand on activation_codes for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy activation_codes_managers_insert on activation_codes for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy activation_codes_managers_update on activation_codes for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[])) with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy activation_codes_admin on activation_codes to admin using (true) with check (true);
create policy activation_codes_service on activation_codes for select to service using (true);
create policy activation_codes_internal on activation_codes to app_internal using (true) with check (true);
grant select on activation_codes to authenticated, admin, service;
grant insert (activation_id, brand_id, short_code, label, max_uses, expires_at) on activation_codes to authenticated, admin;
grant update (label, disabled_at, expires_at, secret_version) on activation_codes to authenticated, admin;
grant select, update on activation_codes to app_internal;
-- NOTE: used is written by the scan alone, and only where max_uses is set.
comment on table activation_codes is 'Codes of activations: seven characters for printed ones, twelve for rotating and single-use ones.';
comment on column activation_codes.secret_version is 'Goes into what its proofs are signed with; one more, and all that were shown before are worth nothing.';

-- limit_total, exact without a row that all wait for.
create table activation_quotas (
  activation_id uuid not null,
  brand_id uuid not null,
  shard smallint not null,
  left_over integer not null,
  created_at timestamptz not null default now(),
  constraint activation_quotas_pkey primary key (activation_id, shard),
  constraint activation_quotas_belong_to_an_activation foreign key (activation_id, brand_id)
  references activations (id, brand_id) on delete cascade,
  constraint activation_quotas_are_sixteen check (shard between 0 and 15),
  constraint activation_quotas_are_not_overdrawn check (left_over >= 0)
);
alter table activation_quotas enable row level security;
alter table activation_quotas force row level security;
create index activation_quotas_of_an_activation on activation_quotas (activation_id, brand_id);
create policy activation_quotas_brand on activation_quotas for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy activation_quotas_admin on activation_quotas for select to admin using (true);
create policy activation_quotas_service on activation_quotas for select to service using (true);
create policy activation_quotas_internal on activation_quotas to app_internal using (true) with check (true);
grant select on activation_quotas to authenticated, admin, service;
grant select, insert, update, delete on activation_quotas to app_internal;
comment on table activation_quotas is 'What is left of an activation''s limit_total, in up to sixteen parts; none where it has no limit.';

-- Gates and screens work without an account, by a link. Only the hash of its token is here.
create table activation_staff (
  id uuid constraint activation_staff_pkey primary key default uuidv7(),
  activation_id uuid not null,
  brand_id uuid not null,
  created_by uuid not null
  constraint activation_staff_are_let_in_by_a_user references auth.users (id) on delete restrict,
  kind text not null,
  label text not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint activation_staff_belong_to_an_activation foreign key (activation_id, brand_id)
  references activations (id, brand_id) on delete cascade,
  constraint activation_staff_token_is_one_link unique (token_hash),
  constraint activation_staff_kind_is_known check (kind in ('gate', 'screen')),
  constraint activation_staff_label_is_seen check (app.is_written(label) and length(label) <= 100),
  constraint activation_staff_token_is_hashed check (length(token_hash) = 32)
);
alter table activation_staff enable row level security;
alter table activation_staff force row level security;
create index activation_staff_of_an_activation on activation_staff (activation_id, brand_id, id desc);
create index activation_staff_of_a_brand on activation_staff (brand_id);
create index activation_staff_by_author on activation_staff (created_by);
create trigger touch_updated_at before update on activation_staff
for each row execute function app.touch_updated_at();
select app.audit_table('activation_staff', 'id', 'token_hash');
create policy activation_staff_managers on activation_staff for select to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy activation_staff_managers_insert on activation_staff for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy activation_staff_managers_update on activation_staff for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[])) with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy activation_staff_admin on activation_staff to admin using (true) with check (true);
create policy activation_staff_service on activation_staff for select to service using (true);
create policy activation_staff_internal on activation_staff to app_internal using (true) with check (true);
grant select (id, activation_id, brand_id, created_by, kind, label, expires_at, revoked_at, last_seen_at, created_at, updated_at)
on activation_staff to authenticated, admin, service;
grant insert (activation_id, brand_id, created_by, kind, label, token_hash, expires_at), update (label, revoked_at)
on activation_staff to authenticated, admin;
grant select, update on activation_staff to app_internal;
-- NOTE: nobody reads a token's hash.
comment on table activation_staff is 'Links that open a gate or a screen of one activation, without an account, until ends_at and 48 hours more, or until they are revoked.';

-- migrate:down
set local lock_timeout = '3s';
drop table activation_staff;
drop table activation_quotas;
drop table activation_codes;
drop table activations;
