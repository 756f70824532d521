-- migrate:up
set local lock_timeout = '3s';

-- Nobody bars or demotes themselves: a slip of the hand must not lock the door from outside.
create function app.guard_own_account() returns trigger
language plpgsql as $$
begin
  raise exception using errcode = 'IU004', message = 'not to oneself',
    detail = jsonb_build_object('table', tg_table_name)::text;
end
$$;
comment on function app.guard_own_account() is 'BEFORE someone takes their own account or admin role away. IU004.';

create trigger guard_own_account before update of status on auth.users
for each row when (old.id = auth.uid() and old.status <> new.status) execute function app.guard_own_account();
create trigger guard_own_account before delete on user_roles
for each row when (old.user_id = auth.uid() and old.role = 'admin') execute function app.guard_own_account();
grant execute on function app.guard_own_account() to admin, service, app_internal;

-- The guard read old.id in one expression for both tables, which user_roles does not have: every admin stayed.
set local role app_internal;
create or replace function app.guard_last_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'users' then
    if not exists (select from public.user_roles as r where r.user_id = old.id and r.role = 'admin') then
      return null;
    end if;
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
reset role;

-- An administrator finds people by a part of the address or the name.
create index users_by_part_of_email on auth.users using gin (email extensions.gin_trgm_ops);
create index user_profiles_by_part_of_name on user_profiles using gin (full_name extensions.gin_trgm_ops);

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: app.guard_last_admin stays as it is now: what it was could only fail.
drop index user_profiles_by_part_of_name;
drop index auth.users_by_part_of_email;
drop trigger guard_own_account on user_roles;
drop trigger guard_own_account on auth.users;
drop function app.guard_own_account();
