-- migrate:up
set local lock_timeout = '3s';

-- Attempts are counted by address and before the password is looked at: an account that has none shows no difference,
-- and requests of one moment share no attempt.
create table local_identity.sign_in_attempts (
  address_hash bytea constraint sign_in_attempts_pkey primary key,
  attempts integer not null default 1,
  locked_until timestamptz,
  last_attempt_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint sign_in_attempts_hash_is_sha256 check (length(address_hash) = 32),
  constraint sign_in_attempts_are_counted check (attempts > 0)
);
alter table local_identity.sign_in_attempts enable row level security;
alter table local_identity.sign_in_attempts force row level security;
create index sign_in_attempts_by_age on local_identity.sign_in_attempts (last_attempt_at);
create policy sign_in_attempts_service on local_identity.sign_in_attempts to service using (true) with check (true);
create policy sign_in_attempts_erasure on local_identity.sign_in_attempts to app_internal using (true);
grant select, insert (address_hash), update (attempts, locked_until, last_attempt_at), delete
on local_identity.sign_in_attempts to service;
grant select, delete on local_identity.sign_in_attempts to app_internal;
-- NOTE: no person and no administrator reads who tried to sign in.
comment on table local_identity.sign_in_attempts is
'Passwords tried since the last right one, by SHA-256 of the address, known or not; a day without one forgets them.';

alter table local_identity.credentials drop column failed_attempts, drop column locked_until;
comment on table local_identity.credentials is 'Password hashes (argon2id); an account without one signs in by mail.';
-- Whoever signed up in somebody's name loses the password when the mailbox's owner comes by a magic link.
grant delete on local_identity.credentials to service;

-- migrate:down
set local lock_timeout = '3s';
revoke delete on local_identity.credentials from service;
alter table local_identity.credentials
add column failed_attempts integer not null default 0,
add column locked_until timestamptz,
add constraint credentials_failures_are_counted check (failed_attempts >= 0);
grant update (failed_attempts, locked_until) on local_identity.credentials to service;
comment on table local_identity.credentials is 'Password hashes (argon2id) and failed attempts.';
drop table local_identity.sign_in_attempts;
