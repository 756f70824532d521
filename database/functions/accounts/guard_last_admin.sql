-- Without an active admin nobody could make another one. One IF inside the other, because PL/pgSQL reads an
-- expression as a whole, and user_roles has no old.id.
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

comment on function app.guard_last_admin() is 'AFTER a role or a status is taken away: one active admin stays.';

grant execute on function app.guard_last_admin() to app_owner;

create or replace trigger guard_last_admin after delete on user_roles
for each row when (old.role = 'admin') execute function app.guard_last_admin();

create or replace trigger guard_last_admin after update of status on auth.users
for each row when (old.status = 'active' and new.status <> 'active') execute function app.guard_last_admin();
