-- Reckoned from places and hashes that no person reads: figures alone leave.
create or replace function app.scan_evidence(scan_id uuid) returns table (
  kmh integer, activations_in_hour integer, devices_at_place integer, scans_of_visitor integer, scans_of_device integer, device_risk integer
)
language plpgsql stable security definer set search_path = '' as $$
declare
  review public.scan_reviews;
  seen public.scans;
  day_before timestamptz;
begin
  select r.* into review from public.scan_reviews as r
  where r.scan_id = scan_evidence.scan_id and (auth.is_privileged() or r.brand_id = any(auth.brand_ids()));
  if not found then
    raise exception using errcode = 'IG003', message = 'no such thing', detail = '{}';
  end if;
  day_before := review.scan_at - interval '1 day';
  select s.* into seen from public.scans as s where s.id = review.scan_id and s.at = review.scan_at;
  return query select
    case when way.kmh is not null then least(way.kmh, 1000000)::integer end, way.activations::integer,
    case when seen.place_hash is not null then app.devices_at_place(seen.place_hash, seen.device_id, seen.at, 1000)::integer end,
    case when seen.visitor_hash is not null then app.scans_of_visitor(seen.visitor_hash, seen.at, 10, 1000)::integer end,
    (
      select count(*)::integer from (
        select from public.scans as s
        where s.device_id = review.device_id and s.at > day_before and s.at <= review.scan_at limit 1000
      ) as s
    ),
    (select d.risk::integer from public.devices as d where d.id = review.device_id)
  from (select) as one
  left join lateral app.way_of_device(
    seen.device_id, seen.activation_id, seen.claimed_at, seen.at - interval '1 microsecond', -- not itself
    jsonb_build_object('lat', seen.lat, 'lng', seen.lng, 'accuracy', seen.accuracy_m), 1
  ) as way on seen.id is not null;
end
$$;

comment on function app.scan_evidence(uuid) is
'Figures about a flagged scan, for those who see it: how fast its device came from the place before (km/h; NULL: no two places), of how many '
'activations it scanned codes within the hour, how many other devices named its exact place that day (UTC), how many scans its kind of browser '
'behind its address made in ten minutes, how many its device in a day (each up to 1,000), and the risk of the device. Raises IG003.';

grant execute on function app.scan_evidence(uuid) to authenticated, admin;
