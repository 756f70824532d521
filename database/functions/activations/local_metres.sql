-- Equirectangular: a fence and whoever stands near it go through the same map, so what is inside there is inside here. The longitude is a
-- difference within ±180 degrees, or a fence over the date line would go around the earth.
create or replace function app.local_metres(
  lat double precision, lng double precision, origin_lat double precision, origin_lng double precision
) returns point
language sql immutable parallel safe
return point(
  ((lng - origin_lng) - 360 * floor((lng - origin_lng + 180) / 360)) * cosd(origin_lat) * 6371008.8 * pi() / 180,
  (lat - origin_lat) * 6371008.8 * pi() / 180
);

comment on function app.local_metres(double precision, double precision, double precision, double precision) is
'Where a place (degrees) is, in metres east and north of an origin.';

grant execute on function app.local_metres(double precision, double precision, double precision, double precision)
to authenticated, admin, service;
