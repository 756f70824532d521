-- Places are as inexact as they say, by 50 km at most; another kilometre is forgiven, as a first fix jumps.
create or replace function app.speed_between(
  place jsonb, made_at timestamptz, lat numeric, lng numeric, accuracy_m integer, other_at timestamptz
) returns double precision
language sql immutable
return case when place ->> 'lat' is not null and lat is not null then 3.6 * greatest(0, app.metres_between(
  (place ->> 'lat')::double precision, (place ->> 'lng')::double precision, lat::double precision, lng::double precision
) - 1000 - least(50000, coalesce((place ->> 'accuracy')::double precision, 0)) - least(50000, coalesce(accuracy_m, 0)))
/ greatest(1, abs(extract(epoch from other_at - made_at)::double precision)) end;

comment on function app.speed_between(jsonb, timestamptz, numeric, numeric, integer, timestamptz) is
'Kilometres an hour, at least, between a place ({lat, lng, accuracy} in degrees and metres) and another one at their times; NULL where one of them is not known.';
