-- migrate:up
set local lock_timeout = '3s';

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
grant select, insert (user_id, purpose, code_hash, expires_at, created_at),
update (code_hash, attempts, expires_at, used_at, created_at), delete
on local_identity.one_time_codes to service;
-- NOTE: no person and no administrator reads a code, not even its hash.
comment on table local_identity.one_time_codes is
'SHA-256 of codes for confirmation, password reset and magic links: single use, short-lived, few attempts.';

-- Who is barred is signed out everywhere, whoever barred them; an unban does not bring old sign-ins back.
create policy refresh_token_families_internal on local_identity.refresh_token_families to app_internal
using (true) with check (true);
grant usage on schema local_identity to app_internal;
grant select (user_id, revoked_at), update (revoked_at) on local_identity.refresh_token_families to app_internal;

set local role app_internal;
create function app.end_sign_ins() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update local_identity.refresh_token_families as f set revoked_at = now()
  where f.user_id = new.id and f.revoked_at is null;
  return null;
end
$$;
comment on function app.end_sign_ins() is 'AFTER an account ceases to be active: all its refresh tokens are dead.';
grant execute on function app.end_sign_ins() to app_owner;
reset role;

create trigger end_sign_ins after update of status on auth.users
for each row when (old.status = 'active' and new.status <> 'active') execute function app.end_sign_ins();

-- migrate:down
set local lock_timeout = '3s';
drop trigger end_sign_ins on auth.users;
set local role app_internal;
drop function app.end_sign_ins();
reset role;
revoke select (user_id, revoked_at), update (revoked_at)
on local_identity.refresh_token_families from app_internal;
revoke usage on schema local_identity from app_internal;
drop policy refresh_token_families_internal on local_identity.refresh_token_families;
drop table local_identity.one_time_codes;
