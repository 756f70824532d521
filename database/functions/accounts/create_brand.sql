-- The one place where a brand is made: without a first member nobody would ever see it.
create or replace function app.create_brand(owner_user_id uuid, brand_name text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
  readable constant text := btrim(left(regexp_replace(lower(brand_name), '[^a-z0-9]+', '-', 'g'), 40), '-');
begin
  insert into public.brand_profiles (id, name, slug, owner_user_id)
  values (
    new_id, brand_name,
    concat_ws('-', nullif(readable, ''), right(replace(new_id::text, '-', ''), 8)),
    create_brand.owner_user_id
  );
  insert into public.brand_memberships (brand_id, user_id) values (new_id, create_brand.owner_user_id);
  insert into public.brand_user_roles (brand_id, user_id, role)
  values (new_id, create_brand.owner_user_id, 'brand_admin');
  return new_id;
end
$$;

comment on function app.create_brand(uuid, text) is
'A brand with its owner as brand_admin; the slug gets a random tail, so that equal names do not collide.';

grant execute on function app.create_brand(uuid, text) to service;
