-- migrate:up
set local lock_timeout = '3s';

-- Every scan that somebody made, with its verdict; one partition a day (UTC), dropped as a whole past retention.
create table scans (
  id uuid not null default uuidv7(),
  at timestamptz not null default now(),
  activation_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  code_id uuid not null,
  device_id uuid,
  fan_id uuid,
  scan_key uuid not null,
  claimed_at timestamptz not null,
  day date not null,
  lat numeric(7, 5),
  lng numeric(8, 5),
  accuracy_m integer,
  distance_m integer,
  verdict text not null,
  reasons text[] not null default '{}',
  score smallint not null default 0,
  source text not null,
  country text,
  visitor_hash uuid,
  place_hash uuid,
  created_at timestamptz not null default now(),
  constraint scans_pkey primary key (id, at),
  constraint scans_place_is_whole check ((lat is null) = (lng is null)),
  constraint scans_place_is_on_earth check (lat between -90 and 90 and lng between -180 and 180),
  constraint scans_metres_are_positive check (accuracy_m >= 0 and distance_m >= 0),
  constraint scans_verdict_is_known check (verdict in ('accepted', 'flagged', 'refused')),
  constraint scans_reasons_are_words check (array_to_string(reasons, ' ') ~ '^([a-z][a-z_]{0,40}( |$))*$' and cardinality(reasons) <= 20),
  constraint scans_say_why check (verdict = 'accepted' or cardinality(reasons) >= 1),
  constraint scans_score_is_points check (score between 0 and 1000),
  constraint scans_source_is_known check (source in ('online', 'offline', 'staff')),
  constraint scans_country_is_one check (country ~ '^[A-Z]{2}$')
) partition by range (at);
alter table scans enable row level security;
alter table scans force row level security;
create index scans_of_an_activation on scans (activation_id, id desc);
create index scans_of_a_brand on scans (brand_id, id desc);
create index scans_of_a_device on scans (device_id, claimed_at desc) where device_id is not null;
create index scans_of_a_fan on scans (fan_id) where fan_id is not null;
create index scans_of_a_visitor on scans (visitor_hash, at) where visitor_hash is not null;
create index scans_of_a_place on scans (place_hash, at) where place_hash is not null;
create policy scans_own on scans for select to anon using (device_id = (select auth.device_id()));
create policy scans_brand on scans for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy scans_admin on scans for select to admin using (true);
create policy scans_service on scans for select to service using (true);
create policy scans_internal on scans to app_internal using (true) with check (true);
grant select (
  id, at, activation_id, campaign_id, brand_id, code_id, device_id, fan_id, claimed_at, day, accuracy_m, distance_m, verdict, reasons, score,
  source, country, created_at
) on scans to anon, authenticated, admin, service;
grant select, insert, update on scans to app_internal;
-- NOTE: lat, lng and both hashes are granted to no person, and to no login. What a scan was does not change but for whose it is
-- (app.merge_fans, app.give_device_to_fan), that it is nobody's any more (app.forget_devices), and how exact its place is (app.coarsen_scans).
-- NOTE: no foreign keys: a scan costs its insert; activations that were launched stay.
comment on table scans is 'Scans of activations, insert only. Partitioned by day (UTC) on at, kept for the setting scan_retention_days.';
comment on column scans.at is 'When we took it; claimed_at says when it was made, which differs for what a gate sends later. day is the activation''s own.';
comment on column scans.lat is 'Degrees, five decimals; three after 30 days; none where the visitor gave no place.';
comment on column scans.reasons is 'Rules and limits that made the verdict; of an accepted one what was noticed beside.';
comment on column scans.visitor_hash is 'HMAC of brand, address and user agent under the key of the day (UTC): compares within that day only.';
comment on column scans.place_hash is 'HMAC of the unrounded position under the key of the day, where it was exact to 20 m.';

-- The same ticket, sent again, has the same answer. Logged: a crash must not count twice.
create table scan_keys (
  activation_id uuid not null,
  scan_key uuid not null,
  brand_id uuid not null,
  device_id uuid,
  scan_id uuid not null,
  verdict text not null,
  reasons text[] not null default '{}',
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint scan_keys_pkey primary key (activation_id, scan_key),
  constraint scan_keys_verdict_is_known check (verdict in ('accepted', 'flagged', 'refused'))
);
alter table scan_keys enable row level security;
alter table scan_keys force row level security;
create index scan_keys_by_time on scan_keys (at);
create index scan_keys_of_a_device on scan_keys (device_id) where device_id is not null;
create policy scan_keys_service on scan_keys for select to service using (true);
create policy scan_keys_internal on scan_keys to app_internal using (true) with check (true);
grant select on scan_keys to service;
grant select, insert, update, delete on scan_keys to app_internal;
comment on table scan_keys is 'Keys of scans (the id of a ticket; of a rotating code also code, step and device together), each with its answer, for seven days.';

-- How many counted scans a device, or a fan, has had on a day of the activation, and in all (day -infinity).
create table scan_limits (
  activation_id uuid not null,
  subject_id uuid not null,
  day date not null,
  brand_id uuid not null,
  n integer not null,
  created_at timestamptz not null default now(),
  constraint scan_limits_pkey primary key (activation_id, subject_id, day),
  constraint scan_limits_count_up check (n >= 0)
);
alter table scan_limits enable row level security;
alter table scan_limits force row level security;
create index scan_limits_of_a_subject on scan_limits (subject_id);
create policy scan_limits_service on scan_limits for select to service using (true);
create policy scan_limits_internal on scan_limits to app_internal using (true) with check (true);
grant select on scan_limits to service;
grant select, insert, update, delete on scan_limits to app_internal;
comment on table scan_limits is 'Counted scans of a device or a fan (subject_id) of one activation, by its day; -infinity is all days together.';

-- Counted each minute anew for the last ten, so that a screen need not count the scans themselves.
create table scan_minutes (
  activation_id uuid not null,
  minute timestamptz not null,
  verdict text not null,
  source text not null,
  brand_id uuid not null,
  n integer not null,
  created_at timestamptz not null default now(),
  constraint scan_minutes_pkey primary key (activation_id, minute, verdict, source),
  constraint scan_minutes_belong_to_an_activation foreign key (activation_id, brand_id)
  references activations (id, brand_id) on delete cascade,
  constraint scan_minutes_are_minutes check (minute = date_trunc('minute', minute, 'UTC')),
  constraint scan_minutes_verdict_is_known check (verdict in ('accepted', 'flagged', 'refused')),
  constraint scan_minutes_source_is_known check (source in ('online', 'offline', 'staff')),
  constraint scan_minutes_count_something check (n >= 1)
);
alter table scan_minutes enable row level security;
alter table scan_minutes force row level security;
create index scan_minutes_of_a_brand on scan_minutes (brand_id, minute desc);
create index scan_minutes_of_an_activation on scan_minutes (activation_id, brand_id);
create policy scan_minutes_brand on scan_minutes for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy scan_minutes_admin on scan_minutes for select to admin using (true);
create policy scan_minutes_service on scan_minutes for select to service using (true);
create policy scan_minutes_internal on scan_minutes to app_internal using (true) with check (true);
grant select on scan_minutes to authenticated, admin, service;
grant select, insert, update, delete on scan_minutes to app_internal;
comment on table scan_minutes is 'Scans an activation had in a minute (UTC, by when we took them), by verdict and source.';

-- A flagged scan waits for somebody to look at it, or for time.
create table scan_reviews (
  scan_id uuid constraint scan_reviews_pkey primary key,
  scan_at timestamptz not null,
  activation_id uuid not null,
  brand_id uuid not null,
  device_id uuid,
  score smallint not null,
  reasons text[] not null,
  status text not null default 'open',
  reviewer_user_id uuid
  constraint scan_reviews_are_decided_by_a_user references auth.users (id) on delete restrict,
  note text not null default '',
  due_at timestamptz not null default now() + interval '48 hours',
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint scan_reviews_belong_to_an_activation foreign key (activation_id, brand_id)
  references activations (id, brand_id) on delete cascade,
  constraint scan_reviews_status_is_known check (status in ('open', 'confirmed', 'cleared')),
  constraint scan_reviews_are_decided_at_a_time check ((status = 'open') = (decided_at is null)),
  constraint scan_reviews_open_ones_have_no_reviewer check (status <> 'open' or reviewer_user_id is null),
  constraint scan_reviews_score_is_points check (score between 0 and 1000),
  constraint scan_reviews_note_fits check (length(note) <= 1000)
);
alter table scan_reviews enable row level security;
alter table scan_reviews force row level security;
create index scan_reviews_of_a_brand on scan_reviews (brand_id, status, score desc, scan_id);
create index scan_reviews_of_an_activation on scan_reviews (activation_id, brand_id);
create index scan_reviews_that_wait on scan_reviews (due_at) where status = 'open';
create index scan_reviews_of_a_device on scan_reviews (device_id) where device_id is not null;
create index scan_reviews_by_reviewer on scan_reviews (reviewer_user_id) where reviewer_user_id is not null;
create trigger touch_updated_at before update on scan_reviews
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on scan_reviews
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IA007', '{"open": ["confirmed", "cleared"]}'
);
select app.audit_table('scan_reviews', 'scan_id', 'device_id'); -- whose it was must be gone when they are forgotten
create policy scan_reviews_brand on scan_reviews for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy scan_reviews_admin on scan_reviews for select to admin using (true);
create policy scan_reviews_service on scan_reviews for select to service using (true);
create policy scan_reviews_internal on scan_reviews to app_internal using (true) with check (true);
grant select on scan_reviews to authenticated, admin, service;
grant select, insert, update on scan_reviews to app_internal;
-- NOTE: decided by app.decide_scan_review alone.
comment on table scan_reviews is 'Flagged scans that wait for a decision, one row each: cleared ones count after all, confirmed ones never do.';

select app.make_scan_partitions(((now() at time zone 'UTC') - interval '3 days')::date, 12);

-- migrate:down
set local lock_timeout = '3s';
drop table scan_reviews;
drop table scan_minutes;
drop table scan_limits;
drop table scan_keys;
drop table scans;
