-- The cells are an index of our own: a row whose facts are unchanged is not written again.
drop function if exists app.place_creators(uuid[]);
create or replace function app.place_creators(user_ids uuid[], as_of timestamptz default now()) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever changes a creator waits here for whoever else does, and then sees what they have committed.
  perform from public.creator_profiles as p where p.user_id = any(user_ids) order by p.user_id for no key update;
  with facts as materialized (
    select
      p.user_id, p.country_code, app.region_of(p.country_code) as region, lower(btrim(p.city)) as city_key,
      app.category_keys(p.categories) as category_keys
    from public.creator_profiles as p
    inner join auth.users as u on u.id = p.user_id and u.status = 'active'
    inner join public.user_roles as r on r.user_id = p.user_id and r.role = 'creator'
    where p.user_id = any(user_ids) and p.availability <> 'closed'
  ), figures as materialized (
    select f.user_id, s.*
    from facts as f cross join lateral app.creator_figures(f.user_id, place_creators.as_of) as s
  ), gone as (
    delete from public.creator_cells as c
    where c.user_id = any(user_ids) and not exists (
      select from facts as f inner join figures as s on s.user_id = f.user_id and s.platform_set = c.platform_set
      where f.user_id = c.user_id and (c.category = '' or c.category = any(f.category_keys))
    )
  )
  insert into public.creator_cells as c (
    user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits,
    category_keys, platform_set, merit, engagement_is_known, recount_at
  )
  select
    f.user_id, k.category, f.country_code, f.region, f.city_key,
    width_bucket(s.followers, app.follower_band_edges()), s.engagement_points, s.followers, s.platform_bits,
    f.category_keys, s.platform_set, s.merit, s.engagement_is_known, s.recount_at
  from facts as f
  inner join figures as s on s.user_id = f.user_id
  cross join unnest(array_prepend(''::text, f.category_keys)) as k (category)
  on conflict on constraint creator_cells_pkey do update set
    country_code = excluded.country_code, region = excluded.region, city_key = excluded.city_key,
    band = excluded.band, engagement_points = excluded.engagement_points, followers = excluded.followers,
    platform_bits = excluded.platform_bits, category_keys = excluded.category_keys, merit = excluded.merit,
    engagement_is_known = excluded.engagement_is_known, recount_at = excluded.recount_at
  where (
    c.country_code, c.region, c.city_key, c.engagement_points, c.followers, c.platform_bits, c.category_keys, c.merit,
    c.engagement_is_known, c.recount_at
  ) is distinct from (
    excluded.country_code, excluded.region, excluded.city_key, excluded.engagement_points, excluded.followers,
    excluded.platform_bits, excluded.category_keys, excluded.merit, excluded.engagement_is_known, excluded.recount_at
  );
end
$$;

comment on function app.place_creators(uuid[], timestamptz) is
'Brings the cells of these creators up to date, as of then; none for who may not be matched.';

grant execute on function app.place_creators(uuid[], timestamptz) to app_owner;
