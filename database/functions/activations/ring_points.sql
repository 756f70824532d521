-- A point that is given twice in a row, as the last of a closed ring is, is one.
create or replace function app.ring_points(ring jsonb, origin_lat double precision, origin_lng double precision) returns point[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(s.here order by s.n) filter (where not s.here operator(pg_catalog.~=) s.before), '{}')
  from (
    select p.n, p.here, coalesce(lag(p.here) over (order by p.n), last_value(p.here) over (
      order by p.n rows between unbounded preceding and unbounded following
    )) as before
    from (
      select place.n, app.local_metres((place.degrees ->> 0)::double precision, (place.degrees ->> 1)::double precision,
        origin_lat, origin_lng) as here
      from jsonb_array_elements(ring) with ordinality as place (degrees, n)
    ) as p
  ) as s
$$;

comment on function app.ring_points(jsonb, double precision, double precision) is
'The corners of a ring in metres around an origin, none twice in a row. The ring has no fault (app.ring_fault).';
