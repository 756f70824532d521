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
create trigger touch_updated_at before update on auth.users
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on auth.users
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IS001', '{"active": ["suspended", "banned", "deleted"], "suspended": ["active", "banned", "deleted"],
             "banned": ["active", "deleted"]}'
);
create policy users_self on auth.users for select to authenticated using (id = (select auth.uid()));
create policy users_admin on auth.users to admin using (true) with check (true);
create policy users_service on auth.users to service using (true) with check (true);
create policy users_internal on auth.users to app_internal using (true) with check (true);
grant select on auth.users to authenticated, app_internal;
grant select, update (status) on auth.users to admin;
grant select, insert (id, email, app_metadata, confirmed_at),
update (email, status, app_metadata, confirmed_at, last_sign_in_at) on auth.users to service;
-- NOTE: nobody deletes a user; erasure pseudonymises the row and sets the status deleted.
comment on table auth.users is 'Accounts; the id equals the identity provider''s subject.';

-- What a person shows of themselves.
create table user_profiles (
  id uuid constraint user_profiles_pkey primary key
  constraint user_profiles_belong_to_a_user references auth.users (id) on delete cascade,
  email text not null,
  full_name text not null default '',
  avatar_url text,
  bio text not null default '',
  location text not null default '',
  phone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_profiles_full_name_fits check (length(full_name) <= 200),
  constraint user_profiles_bio_fits check (length(bio) <= 2000),
  constraint user_profiles_avatar_is_https check (avatar_url like 'https://%')
);
alter table user_profiles enable row level security;
alter table user_profiles force row level security;
create trigger touch_updated_at before update on user_profiles
for each row execute function app.touch_updated_at();
create policy user_profiles_self_select on user_profiles for select to authenticated
using (id = (select auth.uid()));
create policy user_profiles_self_update on user_profiles for update to authenticated
using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy user_profiles_admin on user_profiles to admin using (true) with check (true);
create policy user_profiles_service on user_profiles to service using (true) with check (true);
create policy user_profiles_internal on user_profiles to app_internal using (true) with check (true);
grant select, update (full_name, avatar_url, bio, location, phone)
on user_profiles to authenticated, admin, service;
grant update (email) on user_profiles to service;
grant select, insert on user_profiles to app_internal;
-- NOTE: no INSERT for people: the trigger on auth.users makes the profile.
comment on table user_profiles is 'Names, pictures and contact data of users; the e-mail is a copy of the account''s.';

-- Global roles; a user may hold several.
create table user_roles (
  user_id uuid not null
  constraint user_roles_belong_to_a_user references auth.users (id) on delete cascade,
  role text not null,
  granted_by uuid
  constraint user_roles_are_granted_by_a_user references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint user_roles_pkey primary key (user_id, role),
  constraint user_roles_role_is_known check (role in ('admin', 'brand', 'creator'))
);
alter table user_roles enable row level security;
alter table user_roles force row level security;
create index user_roles_by_role on user_roles (role);
create index user_roles_by_granter on user_roles (granted_by);
create policy user_roles_self on user_roles for select to authenticated using (user_id = (select auth.uid()));
create policy user_roles_admin on user_roles to admin using (true) with check (true);
create policy user_roles_service on user_roles to service using (true) with check (true);
create policy user_roles_internal on user_roles to app_internal using (true) with check (true);
grant select on user_roles to authenticated;
grant select, insert, delete on user_roles to admin, service, app_internal;
comment on table user_roles is 'Who is admin, brand, creator; the permission matrix grants by these roles.';

-- Why an account changed its status, and who did it.
create table user_status_log (
  id uuid constraint user_status_log_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint user_status_log_belongs_to_a_user references auth.users (id) on delete restrict,
  from_status text not null,
  to_status text not null,
  reason text not null default '',
  changed_by uuid
  constraint user_status_log_was_written_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint user_status_log_reason_fits check (length(reason) <= 2000)
);
alter table user_status_log enable row level security;
alter table user_status_log force row level security;
create index user_status_log_by_user on user_status_log (user_id, created_at);
create index user_status_log_by_author on user_status_log (changed_by);
select app.keep_append_only('user_status_log');
create policy user_status_log_admin on user_status_log for select to admin using (true);
create policy user_status_log_service on user_status_log for select to service using (true);
create policy user_status_log_internal on user_status_log to app_internal using (true) with check (true);
grant select on user_status_log to admin, service;
grant insert on user_status_log to app_internal;
-- NOTE: nobody inserts: the trigger on auth.users does.
comment on table user_status_log is 'Every change of an account''s status: from, to, reason, author.';

-- Definer functions: what must happen whoever writes the user row.
set local role app_internal;

create function app.provision_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_profiles (id, email, full_name)
  values (new.id, new.email, left(coalesce(new.app_metadata ->> 'full_name', ''), 200));
  -- The role comes from sign-up, where a client may write anything: admin is never taken from there.
  insert into public.user_roles (user_id, role)
  values (new.id, case new.app_metadata ->> 'role' when 'brand' then 'brand' else 'creator' end);
  return null;
end
$$;
comment on function app.provision_user() is 'AFTER INSERT on auth.users: profile and role.';

create function app.log_user_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_status_log (user_id, from_status, to_status, reason, changed_by)
  select n.id, o.status, n.status, coalesce(current_setting('request.reason', true), ''), auth.uid()
  from new_rows as n inner join old_rows as o on o.id = n.id
  where o.status <> n.status;
  return null;
end
$$;
comment on function app.log_user_status() is
'AFTER UPDATE on auth.users: user_status_log; the reason is the setting request.reason.';

create function app.guard_last_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'users' and not exists (
    select from public.user_roles as r where r.user_id = old.id and r.role = 'admin'
  ) then
    return null;
  end if;
  -- Two admins that remove each other at the same moment must not both succeed.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('last admin', 0));
  if not exists (
    select from public.user_roles as r inner join auth.users as u on u.id = r.user_id
    where r.role = 'admin' and u.status = 'active'
  ) then
    raise exception using errcode = 'IU005', message = 'the last admin cannot be removed', detail = '{}';
  end if;
  return null;
end
$$;
comment on function app.guard_last_admin() is 'AFTER a role or a status is taken away: one active admin stays.';

grant execute on function app.provision_user(), app.log_user_status(), app.guard_last_admin() to app_owner;
reset role;

create trigger provision_user after insert on auth.users
for each row execute function app.provision_user();
create trigger log_user_status after update on auth.users
referencing old table as old_rows new table as new_rows
for each statement execute function app.log_user_status();
create trigger guard_last_admin after delete on user_roles
for each row when (old.role = 'admin') execute function app.guard_last_admin();
create trigger guard_last_admin after update of status on auth.users
for each row when (old.status = 'active' and new.status <> 'active') execute function app.guard_last_admin();

-- migrate:down
set local lock_timeout = '3s';
drop table user_status_log;
drop table user_roles;
drop table user_profiles;
drop table auth.users;
set local role app_internal;
drop function app.guard_last_admin();
drop function app.log_user_status();
drop function app.provision_user();
reset role;
