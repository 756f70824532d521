create or replace function app.place_scan(scan jsonb, activation public.activations) returns table (metres integer, inside boolean)
language sql stable security definer set search_path = '' as $$
  select least(round(app.fence_distance(g, p.lat, p.lng)), 2000000000)::integer, app.inside_fence(g, p.lat, p.lng, p.accuracy)
  from public.geofences as g,
    lateral (
      select
        (scan #>> '{position,lat}')::double precision as lat, (scan #>> '{position,lng}')::double precision as lng,
        (scan #>> '{position,accuracy}')::double precision as accuracy
    ) as p
  where g.id = activation.geofence_id
$$;

comment on function app.place_scan(jsonb, public.activations) is
'How far from its fence a scan was (metres, 0: inside), and whether that is inside; NULLs where it gave no place, or none that is exact.';
