-- The cells are an index of our own: a row whose facts are unchanged is not written again.
create or replace function app.place_creators(user_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever changes a creator waits here for whoever else does, and then sees what they have committed.
  perform from public.creator_profiles as p where p.user_id = any(user_ids) order by p.user_id for no key update;
  with facts as materialized (
    select
      p.user_id, p.country_code, app.region_of(p.country_code) as region, lower(btrim(p.city)) as city_key,
      width_bucket(p.total_followers, app.follower_band_edges())::smallint as band,
      coalesce(e.points, 0) as engagement_points, p.total_followers as followers,
      app.platform_bits(p.platforms) as platform_bits, app.category_keys(p.categories) as category_keys
    from public.creator_profiles as p
    inner join auth.users as u on u.id = p.user_id and u.status = 'active'
    inner join public.user_roles as r on r.user_id = p.user_id and r.role = 'creator'
    left join lateral (
      select max(app.engagement_points(a.platform, a.follower_count, a.engagement_rate)) as points
      from public.social_accounts as a where a.user_id = p.user_id and a.status <> 'revoked'
    ) as e on true
    where p.user_id = any(user_ids)
  ), gone as (
    delete from public.creator_cells as c
    where c.user_id = any(user_ids) and not exists (
      select from facts as f where f.user_id = c.user_id and (c.category = '' or c.category = any(f.category_keys))
    )
  )
  insert into public.creator_cells as c (
    user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits,
    category_keys
  )
  select
    f.user_id, k.category, f.country_code, f.region, f.city_key, f.band, f.engagement_points, f.followers,
    f.platform_bits, f.category_keys
  from facts as f cross join unnest(array_prepend(''::text, f.category_keys)) as k (category)
  on conflict on constraint creator_cells_pkey do update set
    country_code = excluded.country_code, region = excluded.region, city_key = excluded.city_key,
    band = excluded.band, engagement_points = excluded.engagement_points, followers = excluded.followers,
    platform_bits = excluded.platform_bits, category_keys = excluded.category_keys
  where (c.country_code, c.region, c.city_key, c.engagement_points, c.followers, c.platform_bits, c.category_keys)
    is distinct from (
      excluded.country_code, excluded.region, excluded.city_key, excluded.engagement_points, excluded.followers,
      excluded.platform_bits, excluded.category_keys
    );
end
$$;

comment on function app.place_creators(uuid[]) is
'Brings the cells of these creators up to date; none for who may not be matched.';

grant execute on function app.place_creators(uuid[]) to app_owner;
