-- Three queries, each along an index of its own: one query with a choice in it would walk along none.
drop function if exists app.read_match_step(
  app.match_target, text, text[], text[], integer, integer, integer, integer, integer
);
create or replace function app.read_match_step(
  target app.match_target, place_kind text, categories text[], places text[], first_band integer, last_band integer,
  level integer, least_engagement integer, at_most integer
) returns table (user_id uuid, points integer, merit bigint, excess bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  sets constant smallint[] := app.platform_sets(target.platform_bits);
  least_merit constant bigint := (2 * least_engagement - 1) * 1000000000::bigint / 3000;
begin
  if place_kind = 'spot' then
    return query
    select f.user_id, level + app.follower_points(f.followers, target.minimum, target.maximum) + f.engagement_points,
      f.merit, f.excess
    from unnest(sets) as s (platform_set)
    cross join unnest(categories) as k (category)
    cross join unnest(places) as p (spot)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers, c.merit, greatest(c.followers - target.maximum, 0) as excess
      from app.open_cells(target) as c
      where c.platform_set = s.platform_set and c.category = k.category and c.country_code = left(p.spot, 2)
        and c.band = b.band and (length(p.spot) = 2 or c.city_key = substr(p.spot, 4)) and c.merit >= least_merit
      order by c.merit desc, excess, app.match_lot(target.campaign_id, c.user_id) limit at_most
    ) as f;
  elsif place_kind = 'region' then
    return query
    select f.user_id, level + app.follower_points(f.followers, target.minimum, target.maximum) + f.engagement_points,
      f.merit, f.excess
    from unnest(sets) as s (platform_set)
    cross join unnest(categories) as k (category)
    cross join unnest(places) as p (region)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers, c.merit, greatest(c.followers - target.maximum, 0) as excess
      from app.open_cells(target) as c
      where c.platform_set = s.platform_set and c.category = k.category and c.region = p.region and c.band = b.band
        and c.merit >= least_merit
      order by c.merit desc, excess, app.match_lot(target.campaign_id, c.user_id) limit at_most
    ) as f;
  else
    return query
    select f.user_id, level + app.follower_points(f.followers, target.minimum, target.maximum) + f.engagement_points,
      f.merit, f.excess
    from unnest(sets) as s (platform_set)
    cross join unnest(categories) as k (category)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers, c.merit, greatest(c.followers - target.maximum, 0) as excess
      from app.open_cells(target) as c
      where c.platform_set = s.platform_set and c.category = k.category and c.band = b.band and c.merit >= least_merit
      order by c.merit desc, excess, app.match_lot(target.campaign_id, c.user_id) limit at_most
    ) as f;
  end if;
end
$$;

comment on function app.read_match_step(
  app.match_target, text, text[], text[], integer, integer, integer, integer, integer
) is
'The first `at_most` (NULL: all) of every cell of a step, by merit, closeness to the range and lot, each with what the '
'cell tells of their score. The settings keep the plan what it must be: walks along an index.';
