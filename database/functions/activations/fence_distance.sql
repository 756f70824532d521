-- Not definer, and without a search_path of its own: a scan pays for it, and what it calls is PostgreSQL's.
create or replace function app.fence_distance(geofence public.geofences, lat double precision, lng double precision)
returns double precision
language sql immutable parallel safe
return case when lat between -90 and 90 and lng between -180 and 180 then case geofence.shape
  when 'polygon' then geofence.polygon <-> app.local_metres(lat, lng, geofence.origin_lat, geofence.origin_lng)
  else greatest(0, 2 * 6371008.8 * asin(least(1, sqrt(
    power(sind((lat - geofence.origin_lat) / 2), 2)
    + cosd(lat) * cosd(geofence.origin_lat) * power(sind((lng - geofence.origin_lng) / 2), 2)
  ))) - geofence.radius_m)
end end;

comment on function app.fence_distance(public.geofences, double precision, double precision) is
'Metres from a place (degrees) to a fence, 0 inside: of a circle by haversine, of a polygon in its own metres. NULL for no place on earth.';

grant execute on function app.fence_distance(public.geofences, double precision, double precision) to authenticated, admin, service;
