-- migrate:up
set local lock_timeout = '3s';

set local role app_internal;

-- The planner must ask for each creator by key, however few invitations there were when it planned: as a part of an OR,
-- NOT EXISTS stays a question a row and does not become a join.
create or replace function app.open_cells(target app.match_target) returns setof public.creator_cells
language sql stable
begin atomic
select c.*
from public.creator_cells as c
where c.followers >= coalesce(target.minimum, 0)
  and (target.platform_bits = 0 or c.platform_bits & target.platform_bits <> 0)
  and (target.campaign_id is null or not exists (
    select from public.campaign_invitations as i
    where i.campaign_id = target.campaign_id and i.creator_user_id = c.user_id
  ))
  and (target.excluded = '{}' or not exists (
    select from public.creator_cells as x
    where x.user_id = c.user_id and x.category = any(target.excluded)
  ));
end;

create or replace function app.read_match_step(
  target app.match_target, place_kind text, categories text[], places text[], first_band integer, last_band integer,
  level integer, least_engagement integer, at_most integer
) returns table (user_id uuid, points integer)
language plpgsql stable security definer set search_path = '' as $$
begin
  if place_kind = 'spot' then
    return query
    select f.user_id, level + f.engagement_points + app.follower_points(f.followers, target.minimum, target.maximum)
    from unnest(categories) as k (category)
    cross join unnest(places) as p (spot)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers
      from app.open_cells(target) as c
      where c.category = k.category and c.country_code = left(p.spot, 2) and c.band = b.band
        and (length(p.spot) = 2 or c.city_key = substr(p.spot, 4))
        and c.engagement_points >= least_engagement
      order by c.engagement_points desc, c.user_id limit at_most
    ) as f;
  elsif place_kind = 'region' then
    return query
    select f.user_id, level + f.engagement_points + app.follower_points(f.followers, target.minimum, target.maximum)
    from unnest(categories) as k (category)
    cross join unnest(places) as p (region)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers
      from app.open_cells(target) as c
      where c.category = k.category and c.region = p.region and c.band = b.band
        and c.engagement_points >= least_engagement
      order by c.engagement_points desc, c.user_id limit at_most
    ) as f;
  else
    return query
    select f.user_id, level + f.engagement_points + app.follower_points(f.followers, target.minimum, target.maximum)
    from unnest(categories) as k (category)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers
      from app.open_cells(target) as c
      where c.category = k.category and c.band = b.band and c.engagement_points >= least_engagement
      order by c.engagement_points desc, c.user_id limit at_most
    ) as f;
  end if;
end
$$;

-- The first reading of a step takes a few from each cell: enough for a bound. With that, the second takes what counts of
-- cells whose order is the order of scores, and the third of the others. Without a bound, the second reads on for one.
-- Why the whole finds exactly the best, see 20261121009230: that reading only raises the bound earlier.
create or replace function app.best_creators(target app.match_target, wanted integer)
returns table (user_id uuid, points integer)
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  ids uuid[] := '{}';
  values_of_ids integer[] := '{}';
  read_ids uuid[];
  read_values integer[];
  bound integer;
  step record;
  varies boolean;
begin
  for step in
    select
      s.*, s.level + s.most_followers + 3000 as most,
      ceil(wanted::numeric / (
        cardinality(s.categories) * cardinality(s.places) * (s.last_band - s.first_band + 1)
      ))::integer as few
    from app.match_steps(target) as s order by most desc
  loop
    exit when step.most < bound;
    varies := step.most_followers > step.least_followers;
    for reading in 1..3 loop
      continue when reading = 2 and (step.few = wanted or (varies and bound is not null));
      continue when reading = 3 and (bound is null or not varies);
      select array_agg(r.user_id), array_agg(r.points) into read_ids, read_values
      from app.read_match_step(
        target, step.place_kind, step.categories, step.places, step.first_band, step.last_band, step.level,
        coalesce(bound - step.level - step.most_followers, 0),
        case reading when 1 then step.few when 2 then wanted end
      ) as r;
      exit when read_ids is null;
      select array_agg(t.user_id order by t.points desc, t.user_id), array_agg(t.points order by t.points desc, t.user_id)
      into ids, values_of_ids
      from (
        select f.user_id, max(f.points) as points
        from unnest(ids || read_ids, values_of_ids || read_values) as f (user_id, points)
        group by f.user_id order by points desc, f.user_id limit wanted
      ) as t;
      bound := values_of_ids[wanted];
    end loop;
  end loop;
  return query select f.user_id, f.points from unnest(ids, values_of_ids) as f (user_id, points);
end
$$;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
create or replace function app.best_creators(target app.match_target, wanted integer) returns table (user_id uuid, points integer)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  ids uuid[] := '{}';
  values_of_ids integer[] := '{}';
  bound integer;
  step record;
  at_most integer;
begin
  for step in
    select s.*, s.level + s.most_followers + 3000 as most from app.match_steps(target) as s order by most desc
  loop
    exit when step.most < bound;
    foreach at_most in array case
      when step.most_followers > step.least_followers then array[wanted, null] else array[wanted]
    end loop
      continue when at_most is null and bound is null;
      select array_agg(t.user_id order by t.points desc, t.user_id), array_agg(t.points order by t.points desc, t.user_id)
      into ids, values_of_ids
      from (
        select f.user_id, max(f.points) as points
        from (
          select old.user_id, old.points from unnest(ids, values_of_ids) as old (user_id, points)
          union all
          select r.user_id, r.points
          from app.read_match_step(
            target, step.place_kind, step.categories, step.places, step.first_band, step.last_band, step.level,
            coalesce(bound - step.level - step.most_followers, 0), at_most
          ) as r
        ) as f
        group by f.user_id order by points desc, f.user_id limit wanted
      ) as t;
      bound := values_of_ids[wanted];
    end loop;
  end loop;
  return query select f.user_id, f.points from unnest(ids, values_of_ids) as f (user_id, points);
end
$$;

create or replace function app.read_match_step(
  target app.match_target, place_kind text, categories text[], places text[], first_band integer, last_band integer,
  level integer, least_engagement integer, at_most integer
) returns table (user_id uuid, points integer)
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_sort = off
as $$
begin
  if place_kind = 'spot' then
    return query
    select f.user_id, level + f.engagement_points + app.follower_points(f.followers, target.minimum, target.maximum)
    from unnest(categories) as k (category)
    cross join unnest(places) as p (spot)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers
      from app.open_cells(target) as c
      where c.category = k.category and c.country_code = left(p.spot, 2) and c.band = b.band
        and (length(p.spot) = 2 or c.city_key = substr(p.spot, 4))
        and c.engagement_points >= least_engagement
      order by c.engagement_points desc, c.user_id limit at_most
    ) as f;
  elsif place_kind = 'region' then
    return query
    select f.user_id, level + f.engagement_points + app.follower_points(f.followers, target.minimum, target.maximum)
    from unnest(categories) as k (category)
    cross join unnest(places) as p (region)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers
      from app.open_cells(target) as c
      where c.category = k.category and c.region = p.region and c.band = b.band
        and c.engagement_points >= least_engagement
      order by c.engagement_points desc, c.user_id limit at_most
    ) as f;
  else
    return query
    select f.user_id, level + f.engagement_points + app.follower_points(f.followers, target.minimum, target.maximum)
    from unnest(categories) as k (category)
    cross join generate_series(first_band, last_band) as b (band)
    cross join lateral (
      select c.user_id, c.engagement_points, c.followers
      from app.open_cells(target) as c
      where c.category = k.category and c.band = b.band and c.engagement_points >= least_engagement
      order by c.engagement_points desc, c.user_id limit at_most
    ) as f;
  end if;
end
$$;

create or replace function app.open_cells(target app.match_target) returns setof public.creator_cells
language sql stable
begin atomic
select c.*
from public.creator_cells as c
where c.followers >= coalesce(target.minimum, 0)
  and (target.platform_bits = 0 or c.platform_bits & target.platform_bits <> 0)
  and not exists (
    select from public.campaign_invitations as i
    where i.campaign_id = target.campaign_id and i.creator_user_id = c.user_id
  )
  and (target.excluded = '{}' or not exists (
    select from public.creator_cells as x
    where x.user_id = c.user_id and x.category = any(target.excluded)
  ));
end;
reset role;
