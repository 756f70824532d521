-- migrate:up
set local lock_timeout = '3s';

-- For app.end_sign_ins and app.erase_user.
grant usage on schema local_identity to app_internal;

-- The laptop's stand-in for Cognito's user pool. In AWS these tables stay empty.
create table local_identity.credentials (
  user_id uuid constraint credentials_pkey primary key
  constraint credentials_belong_to_a_user references auth.users (id) on delete cascade,
  password_hash text not null,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credentials_hash_is_argon2 check (password_hash like '$argon2id$%'),
  constraint credentials_failures_are_counted check (failed_attempts >= 0)
);
alter table local_identity.credentials enable row level security;
alter table local_identity.credentials force row level security;
create trigger touch_updated_at before update on local_identity.credentials
for each row execute function app.touch_updated_at();
create policy credentials_service on local_identity.credentials to service using (true) with check (true);
create policy credentials_erasure on local_identity.credentials to app_internal using (true);
grant select, insert (user_id, password_hash), update (password_hash, failed_attempts, locked_until)
on local_identity.credentials to service;
grant select, delete on local_identity.credentials to app_internal;
-- NOTE: no person and no administrator reads a hash.
comment on table local_identity.credentials is 'Password hashes (argon2id) and failed attempts.';

-- One family a sign-in; every refresh replaces its token, and a token that comes twice ends the family.
create table local_identity.refresh_token_families (
  id uuid constraint refresh_token_families_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint refresh_token_families_belong_to_a_user references auth.users (id) on delete cascade,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
alter table local_identity.refresh_token_families enable row level security;
alter table local_identity.refresh_token_families force row level security;
create index refresh_token_families_by_user on local_identity.refresh_token_families (user_id);
create policy refresh_token_families_service on local_identity.refresh_token_families to service
using (true) with check (true);
-- Who is barred is signed out everywhere, whoever barred them; an unban does not bring old sign-ins back.
create policy refresh_token_families_internal on local_identity.refresh_token_families to app_internal
using (true) with check (true);
grant select, insert (id, user_id), update (revoked_at), delete
on local_identity.refresh_token_families to service;
grant select, update (revoked_at), delete on local_identity.refresh_token_families to app_internal;
comment on table local_identity.refresh_token_families is 'Sign-ins; revoked_at ends all tokens of one.';

-- The tokens of a family. A used one stays, so that it is known again when it comes twice.
create table local_identity.refresh_tokens (
  token_hash bytea constraint refresh_tokens_pkey primary key,
  family_id uuid not null constraint refresh_tokens_belong_to_a_family
  references local_identity.refresh_token_families (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint refresh_tokens_hash_is_sha256 check (length(token_hash) = 32)
);
alter table local_identity.refresh_tokens enable row level security;
alter table local_identity.refresh_tokens force row level security;
create index refresh_tokens_of_a_family on local_identity.refresh_tokens (family_id);
create policy refresh_tokens_service on local_identity.refresh_tokens to service using (true) with check (true);
grant select, insert (token_hash, family_id, expires_at), update (used_at), delete
on local_identity.refresh_tokens to service;
comment on table local_identity.refresh_tokens is 'SHA-256 of refresh tokens; a row with used_at was replaced.';

-- Codes that go out by e-mail. One living code per person and purpose: a new one replaces the old.
create table local_identity.one_time_codes (
  user_id uuid not null
  constraint one_time_codes_belong_to_a_user references auth.users (id) on delete cascade,
  purpose text not null,
  code_hash bytea not null,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint one_time_codes_pkey primary key (user_id, purpose),
  constraint one_time_codes_purpose_is_known check (purpose in ('confirm', 'reset_password', 'magic_link')),
  constraint one_time_codes_hash_is_sha256 check (octet_length(code_hash) = 32),
  constraint one_time_codes_attempts_are_counted check (attempts >= 0)
);
alter table local_identity.one_time_codes enable row level security;
alter table local_identity.one_time_codes force row level security;
create policy one_time_codes_service on local_identity.one_time_codes to service using (true) with check (true);
create policy one_time_codes_erasure on local_identity.one_time_codes to app_internal using (true);
grant select, insert (user_id, purpose, code_hash, expires_at, created_at),
update (code_hash, attempts, expires_at, used_at, created_at), delete
on local_identity.one_time_codes to service;
grant select, delete on local_identity.one_time_codes to app_internal;
-- NOTE: no person and no administrator reads a code, not even its hash.
comment on table local_identity.one_time_codes is
'SHA-256 of codes for confirmation, password reset and magic links: single use, short-lived, few attempts.';

-- migrate:down
set local lock_timeout = '3s';
drop table local_identity.one_time_codes;
drop table local_identity.refresh_tokens;
drop table local_identity.refresh_token_families;
drop table local_identity.credentials;
revoke usage on schema local_identity from app_internal;
