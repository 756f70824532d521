-- Edges that are neighbours meet in their corner; they must not go back on each other. All others must not meet at all.
create or replace function app.edges_cross(corners point[]) returns boolean
language sql immutable set search_path = '' as $$
  with edges as (
    select i.i, corners[i.i] as a, corners[i.i % cardinality(corners) + 1] as b
    from generate_series(1, cardinality(corners)) as i (i)
  )
  select exists (
    select from edges as e
    inner join edges as f on f.i > e.i + 1 and not (e.i = 1 and f.i = cardinality(corners))
    where lseg(e.a, e.b) operator(pg_catalog.?#) lseg(f.a, f.b)
  ) or exists (
    select from edges as e
    inner join edges as f on f.i = e.i % cardinality(corners) + 1
    where (e.b[0] - e.a[0]) * (f.b[0] - f.a[0]) + (e.b[1] - e.a[1]) * (f.b[1] - f.a[1]) < 0
      and abs((e.b[0] - e.a[0]) * (f.b[1] - f.a[1]) - (e.b[1] - e.a[1]) * (f.b[0] - f.a[0]))
      <= 1e-9 * (e.a operator(pg_catalog.<->) e.b) * (f.a operator(pg_catalog.<->) f.b)
  )
$$;

comment on function app.edges_cross(point[]) is 'Whether a ring of corners (metres) touches itself anywhere but where two neighbours meet.';
