-- The last scan before and the first behind: what a gate sends later may lie between two that are here. Who went round the earth in a
-- day was no faster than an aeroplane, so a day is all that is looked at; the clock of a gate may be two minutes ahead.
create or replace function app.scan_speed(device uuid, made_at timestamptz, place jsonb) returns double precision
language sql stable security definer set search_path = '' as $$
  select max(
    -- Places are as inexact as they say, by 50 km at most; another kilometre is forgiven, as a first fix jumps.
    3.6 * greatest(0, app.metres_between(
      (place ->> 'lat')::double precision, (place ->> 'lng')::double precision, s.lat::double precision, s.lng::double precision
    ) - 1000 - least(50000, coalesce((place ->> 'accuracy')::double precision, 0)) - least(50000, coalesce(s.accuracy_m, 0)))
    / greatest(1, abs(extract(epoch from s.claimed_at - scan_speed.made_at)))
  )
  from (
    (
      select o.lat, o.lng, o.accuracy_m, o.claimed_at from public.scans as o
      where o.device_id = scan_speed.device and o.lat is not null and o.at > scan_speed.made_at - interval '1442 minutes'
        and o.claimed_at > scan_speed.made_at - interval '1 day' and o.claimed_at <= scan_speed.made_at
      order by o.claimed_at desc limit 1
    )
    union all
    (
      select o.lat, o.lng, o.accuracy_m, o.claimed_at from public.scans as o
      where o.device_id = scan_speed.device and o.lat is not null and o.at > scan_speed.made_at - interval '2 minutes'
        and o.claimed_at > scan_speed.made_at and o.claimed_at < scan_speed.made_at + interval '1 day'
      order by o.claimed_at limit 1
    )
  ) as s
  where place ->> 'lat' is not null
$$;

comment on function app.scan_speed(uuid, timestamptz, jsonb) is
'Kilometres an hour between a place ({lat, lng, accuracy} in degrees and metres) and those that a device''s scans just before and just '
'behind it named, at least; NULL where there is nothing to compare.';
