-- A phone that says "within 3 km" says nothing about a fence of 200 m; one that says "within 80 m" may stand 80 m nearer.
create or replace function app.inside_fence(
  geofence public.geofences, lat double precision, lng double precision, accuracy double precision
) returns boolean
language sql immutable parallel safe
return case when accuracy between 0 and 500 then app.fence_distance(geofence, lat, lng) <= least(accuracy, 150) end;

comment on function app.inside_fence(public.geofences, double precision, double precision, double precision) is
'Whether somebody is within a fence, up to 150 m of their accuracy (metres) in their favour. NULL where nobody can tell: no place, or an '
'accuracy that is missing or above 500 m.';

grant execute on function app.inside_fence(public.geofences, double precision, double precision, double precision)
to authenticated, admin, service;
