-- migrate:up
set local lock_timeout = '3s';

-- Who scans needs no account: a fan is one pseudonym at one brand, with as many devices as they use.
create table fans (
  id uuid constraint fans_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint fans_belong_to_a_brand references brand_profiles (id) on delete restrict,
  user_id uuid
  constraint fans_may_be_users references auth.users (id) on delete restrict,
  email text,
  phone_e164 text,
  confirmed_at timestamptz,
  locale text,
  age_band text,
  merged_into uuid,
  merged_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fans_go_with_their_brand unique (id, brand_id),
  constraint fans_are_merged_within_their_brand foreign key (merged_into, brand_id) references fans (id, brand_id) on delete restrict,
  constraint fans_are_not_merged_into_themselves check (merged_into <> id),
  constraint fans_are_merged_at_a_time check ((merged_into is null) = (merged_at is null)),
  constraint fans_who_are_merged_keep_no_address check (merged_into is null or num_nonnulls(email, phone_e164, user_id) = 0),
  constraint fans_email_is_an_address check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  constraint fans_phone_is_e164 check (phone_e164 ~ '^\+[1-9][0-9]{6,14}$'),
  constraint fans_addresses_are_confirmed check (num_nonnulls(email, phone_e164) = 0 or confirmed_at is not null),
  constraint fans_locale_is_one check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  constraint fans_age_band_is_known check (age_band in ('13-15', '16-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'))
);
alter table fans enable row level security;
alter table fans force row level security;
create unique index fan_has_an_address_once on fans (brand_id, email) where email is not null;
create unique index fan_has_a_phone_once on fans (brand_id, phone_e164) where phone_e164 is not null;
create unique index fan_joins_an_account_once on fans (user_id, brand_id) where user_id is not null;
create index fans_of_a_brand on fans (brand_id, id desc);
create index fans_that_were_merged on fans (merged_into, brand_id) where merged_into is not null;
create trigger touch_updated_at before update on fans
for each row execute function app.touch_updated_at();
create trigger brand_is_fixed before update of brand_id on fans
for each row when (old.brand_id is distinct from new.brand_id) execute function app.refuse_change();
create policy fans_own on fans for select to anon using (id = (select auth.fan_id()));
create policy fans_brand on fans for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy fans_user on fans for select to authenticated using (user_id = (select auth.uid()));
create policy fans_admin on fans for select to admin using (true);
create policy fans_service on fans for select to service using (true);
create policy fans_internal on fans to app_internal using (true) with check (true);
grant select on fans to anon, service;
-- NOTE: a brand counts its fans; who they are stands behind their consent (an issue of its own), so no person reads an address.
grant select (id, brand_id, confirmed_at, locale, age_band, merged_into, merged_at, created_at, updated_at) on fans to authenticated, admin;
grant select, insert, update, delete on fans to app_internal;
comment on table fans is 'People who scan, one row a brand: no two brands'' rows share an identifier. No account is needed; user_id is set by who joins one.';

-- One browser at one brand. Its id is an HMAC of what its cookie holds and of the brand: no query joins two brands.
create table devices (
  id uuid constraint devices_pkey primary key,
  brand_id uuid not null
  constraint devices_belong_to_a_brand references brand_profiles (id) on delete restrict,
  fan_id uuid,
  first_seen date not null,
  last_seen date not null,
  cookie_ends_on date not null,
  risk smallint not null default 0,
  created_at timestamptz not null default now(),
  constraint devices_go_with_their_brand unique (id, brand_id),
  constraint devices_are_a_fan_s foreign key (fan_id, brand_id) references fans (id, brand_id) on delete restrict,
  constraint devices_are_seen_in_order check (last_seen >= first_seen),
  constraint devices_risk_is_points check (risk between 0 and 100)
);
alter table devices enable row level security;
alter table devices force row level security;
create index devices_of_a_fan on devices (fan_id, brand_id) where fan_id is not null;
create index devices_of_a_brand on devices (brand_id);
create index devices_that_end on devices (cookie_ends_on);
create policy devices_own on devices for select to anon using (id = (select auth.device_id()));
create policy devices_admin on devices for select to admin using (true);
create policy devices_service on devices for select to service using (true);
create policy devices_internal on devices to app_internal using (true) with check (true);
grant select on devices to anon, admin, service;
grant select, insert, update, delete on devices to app_internal;
comment on table devices is 'Browsers that scanned, made by the first scan and by no page view; deleted 30 days after their cookie ended. Nothing of the machine is kept.';

-- Six digits to an address, so that who has it may be known by it.
create table fan_codes (
  id uuid constraint fan_codes_pkey primary key default uuidv7(),
  brand_id uuid not null,
  device_id uuid not null,
  email text not null,
  code_hash bytea not null,
  is_sent boolean not null default true,
  expires_at timestamptz not null default now() + interval '10 minutes',
  tries smallint not null default 0,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint fan_codes_are_asked_by_a_device foreign key (device_id, brand_id) references devices (id, brand_id) on delete cascade,
  constraint fan_codes_email_is_an_address check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  constraint fan_codes_are_hashed check (length(code_hash) = 32),
  constraint fan_codes_are_tried_five_times check (tries between 0 and 5)
);
alter table fan_codes enable row level security;
alter table fan_codes force row level security;
create index fan_codes_of_a_device on fan_codes (device_id, brand_id, id desc);
create index fan_codes_of_an_address on fan_codes (email, created_at desc);
create index fan_codes_that_end on fan_codes (expires_at);
create policy fan_codes_service on fan_codes for select to service using (true);
create policy fan_codes_internal on fan_codes to app_internal using (true) with check (true);
grant select (id, brand_id, device_id, is_sent, expires_at, tries, used_at, created_at) on fan_codes to service;
grant select, insert, update, delete on fan_codes to app_internal;
comment on table fan_codes is 'Codes that were mailed to fans: ten minutes, five tries, three an hour to an address, five an hour of a device.';
comment on column fan_codes.is_sent is 'Whether it was mailed: not where the address had had its three of the hour, which nobody is told.';

-- A minute in which a fan may show an account that they are the one who scanned.
create table fan_link_tickets (
  ticket_hash bytea constraint fan_link_tickets_pkey primary key,
  brand_id uuid not null,
  device_id uuid not null,
  expires_at timestamptz not null default now() + interval '1 minute',
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint fan_link_tickets_are_asked_by_a_device foreign key (device_id, brand_id) references devices (id, brand_id) on delete cascade,
  constraint fan_link_tickets_are_hashed check (length(ticket_hash) = 32)
);
alter table fan_link_tickets enable row level security;
alter table fan_link_tickets force row level security;
create index fan_link_tickets_of_a_device on fan_link_tickets (device_id, brand_id);
create index fan_link_tickets_that_end on fan_link_tickets (expires_at);
create policy fan_link_tickets_service on fan_link_tickets for select to service using (true);
create policy fan_link_tickets_internal on fan_link_tickets to app_internal using (true) with check (true);
grant select (brand_id, device_id, expires_at, used_at, created_at) on fan_link_tickets to service;
grant select, insert, update, delete on fan_link_tickets to app_internal;
comment on table fan_link_tickets is 'Tickets by which a fan joins an account: one minute, once.';

-- migrate:down
set local lock_timeout = '3s';
drop table fan_link_tickets;
drop table fan_codes;
drop table devices;
drop table fans;
