-- migrate:up
set local lock_timeout = '3s';

-- Accounts: one row per person who can sign in. The id is the Cognito sub.
create table auth.users (
  id uuid constraint users_pkey primary key default uuidv7(),
  email text not null,
  status text not null default 'active',
  app_metadata jsonb not null default '{}',
  confirmed_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_email_is_taken unique (email),
  constraint users_email_is_lower_case check (email = lower(email)),
  constraint users_email_is_plausible check (email like '_%@_%' and length(email) <= 320),
  constraint users_status_is_known check (status in ('active', 'suspended', 'banned', 'deleted'))
);
alter table auth.users enable row level security;
alter table auth.users force row level security;
-- An administrator finds people by a part of the address or the name.
create index users_by_part_of_email on auth.users using gin (email extensions.gin_trgm_ops);
create trigger touch_updated_at before update on auth.users
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on auth.users
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IS001', '{"active": ["suspended", "banned", "deleted"], "suspended": ["active", "banned", "deleted"],
             "banned": ["active", "deleted"]}'
);
-- The audit log is kept for ever, so it must not learn what has to be forgotten.
select app.audit_table('auth.users', 'id', 'email', 'app_metadata');
create policy users_self on auth.users for select to authenticated using (id = (select auth.uid()));
create policy users_admin on auth.users to admin using (true) with check (true);
create policy users_service on auth.users to service using (true) with check (true);
create policy users_internal on auth.users to app_internal using (true) with check (true);
grant select on auth.users to authenticated, app_internal;
grant select, update (status) on auth.users to admin;
grant select, insert (id, email, app_metadata, confirmed_at),
update (email, status, app_metadata, confirmed_at, last_sign_in_at) on auth.users to service;
grant update (email, status, app_metadata) on auth.users to app_internal;
-- NOTE: nobody deletes a user; erasure pseudonymises the row and sets the status deleted.
comment on table auth.users is 'Accounts; the id equals the identity provider''s subject.';

-- migrate:down
set local lock_timeout = '3s';
drop table auth.users;
