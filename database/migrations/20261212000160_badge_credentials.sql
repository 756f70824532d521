-- migrate:up
set local lock_timeout = '3s';

-- The public halves of the keys that badges were signed with. They stay, for badges do.
create table badge_keys (
  kid text constraint badge_keys_pkey primary key,
  jwk jsonb not null,
  created_at timestamptz not null default now(),
  constraint badge_keys_id_fits check (length(kid) between 8 and 128),
  constraint badge_keys_are_public check (jsonb_typeof(jwk) = 'object' and not jwk ? 'd' and length(jwk::text) <= 2000)
);
alter table badge_keys enable row level security;
alter table badge_keys force row level security;
select app.keep_append_only('badge_keys');
create policy badge_keys_admin on badge_keys for select to admin using (true);
create policy badge_keys_service on badge_keys to service using (true) with check (true);
create policy badge_keys_internal on badge_keys for select to app_internal using (true);
grant select on badge_keys to admin, service, app_internal;
-- NOTE: whoever verifies a badge reads them, and lists, through the doors, which are the service's there.
grant insert (kid, jwk) on badge_keys to service;
comment on table badge_keys is 'Public keys (JWK) of our issuer of badges, by their thumbprint (RFC 7638). Never deleted.';

-- 131,072 places a list, the least that the standard allows: whose place is drawn at random tells nothing of when it was taken.
create table badge_status_lists (
  id uuid constraint badge_status_lists_pkey primary key default gen_random_uuid(),
  size integer not null,
  taken integer not null default 0,
  jwt text,
  signed_at timestamptz,
  changes integer not null default 0,
  signed_changes integer,
  created_at timestamptz not null default now(),
  constraint badge_status_lists_size_is_the_standards check (size >= 131072 and size % 8 = 0),
  constraint badge_status_lists_are_not_overfull check (taken between 0 and size),
  constraint badge_status_lists_are_signed_whole check (num_nonnulls(jwt, signed_at, signed_changes) in (0, 3)),
  constraint badge_status_lists_know_changes_that_were check (changes >= 0 and signed_changes between 0 and changes)
);
alter table badge_status_lists enable row level security;
alter table badge_status_lists force row level security;
create policy badge_status_lists_admin on badge_status_lists for select to admin using (true);
create policy badge_status_lists_service on badge_status_lists for select to service using (true);
create policy badge_status_lists_service_update on badge_status_lists for update to service using (true) with check (true);
create policy badge_status_lists_internal on badge_status_lists to app_internal using (true) with check (true);
grant select on badge_status_lists to admin, service;
grant update (jwt, signed_at, signed_changes) on badge_status_lists to service;
grant select, insert, update on badge_status_lists to app_internal;
comment on table badge_status_lists is 'Bitstring status lists of badges (W3C), as they were signed last (jwt); signed_changes: how many revocations that text knows, of changes. '
'taken: as counted last.';

-- The id is random, and not of its time: it stands in a public address.
create table badge_credentials (
  id uuid constraint badge_credentials_pkey primary key default gen_random_uuid(),
  user_achievement_id uuid not null
  constraint badge_credentials_are_of_an_achievement references user_achievements (id) on delete restrict,
  user_id uuid not null
  constraint badge_credentials_belong_to_a_user references auth.users (id) on delete restrict,
  list_id uuid not null
  constraint badge_credentials_stand_on_a_list references badge_status_lists (id) on delete restrict,
  status_index integer not null,
  identity_salt text,
  identity_hash text,
  key_id text
  constraint badge_credentials_know_what_signed_them references badge_keys (kid) on delete restrict,
  jwt text,
  signed_at timestamptz,
  revoked_at timestamptz,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint badge_credential_has_its_own_place unique (list_id, status_index),
  constraint badge_credentials_index_is_one check (status_index >= 0),
  constraint badge_credentials_are_signed_whole check (num_nonnulls(jwt, signed_at, key_id) in (0, 3) or revoked_at is not null),
  constraint badge_credentials_attempts_count_up check (attempts >= 0),
  constraint badge_credentials_error_fits check (length(last_error) <= 2000)
);
alter table badge_credentials enable row level security;
alter table badge_credentials force row level security;
create unique index badge_credential_is_valid_once on badge_credentials (user_achievement_id) where revoked_at is null;
create index badge_credentials_of_an_achievement on badge_credentials (user_achievement_id);
create index badge_credentials_of_a_person on badge_credentials (user_id, id);
create index badge_credentials_of_a_key on badge_credentials (key_id) where key_id is not null;
create index badge_credentials_to_sign on badge_credentials (available_at) where jwt is null and revoked_at is null;
create trigger touch_updated_at before update on badge_credentials
for each row execute function app.touch_updated_at();
create trigger what_it_is_of_is_fixed before update of id, user_achievement_id, user_id, list_id, status_index on badge_credentials
for each row execute function app.refuse_change();
create trigger what_was_signed_is_fixed before update of jwt on badge_credentials
for each row when (old.jwt is not null and new.jwt <> old.jwt) execute function app.refuse_change();
create trigger what_was_revoked_stays_so before update of revoked_at on badge_credentials
for each row when (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) execute function app.refuse_change();
create trigger never_deleted before delete or truncate on badge_credentials
for each statement execute function app.refuse_change();
create policy badge_credentials_own on badge_credentials for select to authenticated using (user_id = (select auth.uid()));
create policy badge_credentials_admin on badge_credentials for select to admin using (true);
create policy badge_credentials_service on badge_credentials for select to service using (true);
create policy badge_credentials_service_update on badge_credentials for update to service using (true) with check (true);
create policy badge_credentials_internal on badge_credentials to app_internal using (true) with check (true);
grant select (
  id, user_achievement_id, user_id, list_id, status_index, key_id, signed_at, revoked_at, created_at, updated_at
) on badge_credentials to authenticated;
grant select on badge_credentials to admin, service;
-- NOTE: who signs revokes nothing, and moves nothing to another place.
grant update (identity_salt, identity_hash, key_id, jwt, signed_at, attempts, available_at, last_error) on badge_credentials to service;
grant select, insert, update on badge_credentials to app_internal;
comment on table badge_credentials is
'Open Badges 3.0 credentials (VC-JWT, ES256), each with its bit of a status list. Only a published one is shown to others.';

-- migrate:down
set local lock_timeout = '3s';
drop table badge_credentials;
drop table badge_status_lists;
drop table badge_keys;
