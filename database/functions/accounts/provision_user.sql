-- What must happen whoever writes the user row.
create or replace function app.provision_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_profiles (id, email, full_name)
  values (new.id, new.email, left(app.plain_name(coalesce(new.app_metadata ->> 'full_name', '')), 200));
  -- The role comes from sign-up, where a client may write anything: admin is never taken from there.
  insert into public.user_roles (user_id, role)
  values (new.id, case
    when new.app_metadata ->> 'role' in ('agent', 'brand') then new.app_metadata ->> 'role' else 'creator'
  end);
  return null;
end
$$;

comment on function app.provision_user() is 'AFTER INSERT on auth.users: profile and role.';

grant execute on function app.provision_user() to app_owner;

create or replace trigger provision_user after insert on auth.users
for each row execute function app.provision_user();
