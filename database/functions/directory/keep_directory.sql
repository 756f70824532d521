-- Wherever that changes which a creator is found by, but for the profile (app.relist_creator). A profile that is saved
-- replaces all its rates: once a statement.
create or replace function app.keep_directory() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_level = 'STATEMENT' then
    perform app.list_creator(c.user_id) from (select distinct r.user_id from changed as r order by r.user_id) as c;
  elsif tg_table_name = 'users' then
    perform app.list_creator(new.id);
  elsif tg_op = 'DELETE' then
    perform app.list_creator(old.user_id);
  else
    perform app.list_creator(new.user_id);
  end if;
  return null;
end
$$;

comment on function app.keep_directory() is 'AFTER a change of a creator or of rates: their rows in the directory.';

grant execute on function app.keep_directory() to app_owner;

create or replace trigger keep_directory_of_newcomers after insert on creator_profiles
for each row execute function app.keep_directory();

create or replace trigger keep_directory after update of status on auth.users
for each row when (old.status is distinct from new.status) execute function app.keep_directory();

create or replace trigger keep_directory after insert or delete on user_roles
for each row execute function app.keep_directory();

create or replace trigger keep_directory_of_rates after insert on creator_rates
referencing new table as changed
for each statement execute function app.keep_directory();

create or replace trigger keep_directory_of_changed_rates after update on creator_rates
referencing new table as changed
for each statement execute function app.keep_directory();

create or replace trigger keep_directory_of_former_rates after delete on creator_rates
referencing old table as changed
for each statement execute function app.keep_directory();
