-- migrate:up
set local lock_timeout = '3s';

set local role app_internal;

-- The levels of category and place, and groups of bands: level + most is the best that a cell of a step can reach.
create function app.match_steps(target app.match_target)
returns table (
  place_kind text, categories text[], places text[], first_band integer, last_band integer,
  level integer, most_followers integer, least_followers integer
)
language sql immutable
begin atomic
with edges as (
  select
    e.edge,
    e.band::integer as band
  from unnest(array_prepend(0::bigint, app.follower_band_edges())) with ordinality as e (edge, band)
),

bands as (
  select
    e.band - 1 as band,
    app.follower_points(greatest(e.edge, target.minimum), target.minimum, target.maximum) as most,
    app.follower_points(
      coalesce(lead(e.edge) over (order by e.band) - 1, 9223372036854775807), target.minimum, target.maximum
    ) as least,
    coalesce(lead(e.edge) over (order by e.band) > target.minimum, true) as is_open
  from edges as e
),

groups as (
  select
    min(b.band) as first_band,
    max(b.band) as last_band,
    b.most,
    b.least
  from bands as b
  where b.is_open
  group by b.most, b.least, case when b.most > b.least then b.band end
)

select
  p.kind,
  c.keys as categories,
  p.keys as places,
  g.first_band,
  g.last_band,
  c.points + p.points as level,
  g.most,
  g.least
from (values
  (2000, case target.listed when '{}' then '{""}' else target.listed end),
  (1000, target.related),
  (0, case when target.listed <> '{}' then '{""}'::text[] end)
) as c (points, keys)
cross join (values
  (1000, case target.spots when '{}' then 'anywhere' else 'spot' end, coalesce(nullif(target.spots, '{}'), '{""}')),
  (500, 'region', target.regions),
  (0, 'anywhere', case when target.spots <> '{}' then '{""}'::text[] end)
) as p (points, kind, keys)
cross join groups as g
where c.keys <> '{}' and p.keys <> '{}';
end;
comment on function app.match_steps(app.match_target) is
'What a search reads, step by step: cells by category and place, bands of followers that give points alike.';

create function app.read_match_step(
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
comment on function app.read_match_step(
  app.match_target, text, text[], text[], integer, integer, integer, integer, integer
) is
'The first `at_most` (NULL: all) of every cell of a step, by engagement and id, each with what the cell tells of their '
'score. The settings keep the plan what it must be: walks along an index.';

-- Why this finds exactly the best, whatever the data:
-- * A creator stands in a cell of every step whose category and place they meet, so in one of their own level, where
--   level + engagement + followers is their score; in their other cells it is less. The best value seen of a creator
--   is therefore never more than their score, and the nth best value so far (`bound`) never more than the nth score.
-- * Steps come by what they can reach at most. Once that is below `bound`, nobody who is left can enter.
-- * Where all bands of a step give the same points for followers, order by engagement and id is order of score and id:
--   the first n of each cell suffice. Where they do not, the cell is read again without limit, down to the engagement
--   that could still make `bound`. (Without n values there is no bound, but then no cell was cut off either.)
-- * Whoever misses the list of n has n before them, each with at least the value that counted, so they are not missed.
create function app.best_creators(target app.match_target, wanted integer) returns table (user_id uuid, points integer)
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
comment on function app.best_creators(app.match_target, integer) is
'The `wanted` best creators for a target, by points (hundredths) and then id; exact, from indexes.';
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.best_creators(app.match_target, integer);
drop function app.read_match_step(app.match_target, text, text[], text[], integer, integer, integer, integer, integer);
drop function app.match_steps(app.match_target);
reset role;
