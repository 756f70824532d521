-- owner: app_owner
-- Nobody bars or demotes themselves: a slip of the hand must not lock the door from outside.
create or replace function app.guard_own_account() returns trigger
language plpgsql as $$
begin
  raise exception using errcode = 'IU004', message = 'not to oneself',
    detail = jsonb_build_object('table', tg_table_name)::text;
end
$$;

comment on function app.guard_own_account() is 'BEFORE someone takes their own account or admin role away. IU004.';

grant execute on function app.guard_own_account() to admin, service, app_internal;

create or replace trigger guard_own_account before update of status on auth.users
for each row when (old.id = auth.uid() and old.status <> new.status) execute function app.guard_own_account();

create or replace trigger guard_own_account before delete on user_roles
for each row when (old.user_id = auth.uid() and old.role = 'admin') execute function app.guard_own_account();
