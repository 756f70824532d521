-- migrate:up
set local lock_timeout = '3s';

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
grant select, insert (user_id, password_hash), update (password_hash, failed_attempts, locked_until)
on local_identity.credentials to service;
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
grant select, insert (id, user_id), update (revoked_at), delete
on local_identity.refresh_token_families to service;
comment on table local_identity.refresh_token_families is 'Sign-ins; revoked_at ends all tokens of one.';

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

-- migrate:down
set local lock_timeout = '3s';
drop table local_identity.refresh_tokens;
drop table local_identity.refresh_token_families;
drop table local_identity.credentials;
