-- Not strict and of one expression, so that it is inlined: a scan is weighed by it.
create or replace function app.metres_between(
  from_lat double precision, from_lng double precision, to_lat double precision, to_lng double precision
) returns double precision
language sql immutable parallel safe
return 2 * 6371008.8 * asin(sqrt(least(1, power(sind((to_lat - from_lat) / 2), 2)
  + cosd(from_lat) * cosd(to_lat) * power(sind((to_lng - from_lng) / 2), 2))));

comment on function app.metres_between(double precision, double precision, double precision, double precision) is
'Metres between two places in degrees, along a great circle (haversine, mean radius of the earth).';
