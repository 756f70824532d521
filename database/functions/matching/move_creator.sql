-- What a creator says of themselves changes none of their figures, and those stand in the cells of the category '': no
-- account is read, and only what differs is written. Whoever counts figures meanwhile waits for the row of the profile.
create or replace function app.move_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  keys constant text[] := app.category_keys(new.categories);
  new_region constant text := app.region_of(new.country_code);
  new_city_key constant text := lower(btrim(new.city));
begin
  if (old.availability = 'closed') <> (new.availability = 'closed') then
    perform app.place_creators(array[new.user_id]);
    return null;
  end if;
  if new.categories <> old.categories then
    delete from public.creator_cells as c
    where c.user_id = new.user_id and c.category <> '' and c.category <> all(keys);
  end if;
  update public.creator_cells as c
  set country_code = new.country_code, region = new_region, city_key = new_city_key, category_keys = keys
  where c.user_id = new.user_id
    and (c.country_code, c.city_key, c.category_keys) is distinct from (new.country_code, new_city_key, keys);
  if new.categories <> old.categories then
    insert into public.creator_cells (
      user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits,
      category_keys, platform_set, merit, engagement_is_known, recount_at
    )
    select
      c.user_id, k.category, c.country_code, c.region, c.city_key, c.band, c.engagement_points, c.followers,
      c.platform_bits, c.category_keys, c.platform_set, c.merit, c.engagement_is_known, c.recount_at
    from public.creator_cells as c cross join unnest(keys) as k (category)
    where c.user_id = new.user_id and c.category = ''
    on conflict on constraint creator_cells_pkey do nothing;
  end if;
  return null;
end
$$;

comment on function app.move_creator() is
'AFTER UPDATE of what a profile says of categories and place, or of whether it is closed: the cells, as app.place_creators '
'would make them.';

grant execute on function app.move_creator() to app_owner;

create or replace trigger move_creator after update of categories, country_code, city, availability
on creator_profiles
for each row when (
  (old.categories, old.country_code, old.city, old.availability = 'closed')
  is distinct from (new.categories, new.country_code, new.city, new.availability = 'closed')
) execute function app.move_creator();
