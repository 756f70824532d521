-- Longitudes count from the first point: a ring over the date line has its middle there, and not on the other side of the earth.
create or replace function app.ring_middle(ring jsonb) returns table (lat double precision, lng double precision)
language sql immutable set search_path = '' as $$
  select m.lat, m.lng - 360 * floor((m.lng + 180) / 360)
  from (
    select (min(p.lat) + max(p.lat)) / 2 as lat, min(p.first) + (min(p.turn) + max(p.turn)) / 2 as lng
    from (
      select (place.degrees ->> 0)::double precision as lat, first.lng as first,
        (place.degrees ->> 1)::double precision - first.lng
        - 360 * floor(((place.degrees ->> 1)::double precision - first.lng + 180) / 360) as turn
      from jsonb_array_elements(ring) as place (degrees)
      cross join (select (ring -> 0 ->> 1)::double precision) as first (lng)
    ) as p
  ) as m
$$;

comment on function app.ring_middle(jsonb) is 'The middle (degrees) of what a ring covers. The ring has no fault (app.ring_fault).';
