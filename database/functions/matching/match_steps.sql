-- The levels of category and place, and groups of bands: level + most is the best that a cell of a step can reach.
create or replace function app.match_steps(target app.match_target)
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
  (1000, case when target.category_required then null else target.related end),
  (0, case when target.listed <> '{}' and target.category_required is not true then '{""}'::text[] end)
) as c (points, keys)
cross join (values
  (1000, case target.spots when '{}' then 'anywhere' else 'spot' end, coalesce(nullif(target.spots, '{}'), '{""}')),
  (500, 'region', case when target.place_required then null else target.regions end),
  (0, 'anywhere', case when target.spots <> '{}' and target.place_required is not true then '{""}'::text[] end)
) as p (points, kind, keys)
cross join groups as g
where c.keys <> '{}' and p.keys <> '{}';
end;

comment on function app.match_steps(app.match_target) is
'What a search reads, step by step: cells by category and place, bands of followers that give points alike.';
