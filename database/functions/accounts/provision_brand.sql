-- Whoever writes the user row: who signs up as a brand has one from the first moment.
create or replace function app.provision_brand() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.create_brand(new.id, left(app.plain_name(coalesce(
    nullif(btrim(new.app_metadata ->> 'brand_name'), ''),
    nullif(btrim(new.app_metadata ->> 'full_name'), ''),
    split_part(new.email, '@', 1)
  )), 200));
  return null;
end
$$;

comment on function app.provision_brand() is 'AFTER INSERT of a user who signed up as brand: the brand itself.';

grant execute on function app.provision_brand() to app_owner;

create or replace trigger provision_user_brand after insert on auth.users
for each row when (new.app_metadata ->> 'role' = 'brand') execute function app.provision_brand();
