-- In the path of every scan: each rule is one look at an index, of so many rows as decide it. A stadium is never counted.
-- What a scan does not say (no place, no hash) weighs nothing; a device without a cookie is new, and has no past to read.
-- Its own statements read two small tables: PostgreSQL would plan them anew for each scan, for longer than it runs them.
create or replace function app.weigh_scan(scan jsonb, activation public.activations)
returns table (score integer, reasons text[])
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  device constant uuid := scan ->> 'device_id';
  taken_at constant timestamptz := coalesce((scan ->> 'at')::timestamptz, now());
  made_at constant timestamptz := coalesce((scan ->> 'claimed_at')::timestamptz, taken_at);
  is_new constant boolean := not coalesce((scan ->> 'had_cookie')::boolean, true);
  kmh double precision;
  walked bigint;
begin
  if device is not null and not is_new then
    select w.kmh, w.activations into kmh, walked from app.way_of_device(
      device, activation.id, made_at, taken_at, scan -> 'position',
      (select (r.config ->> 'hours')::integer from public.fraud_rules as r where r.key = 'scan_velocity')
    ) as w;
  end if;
  return query select coalesce(sum(r.weight), 0)::integer, coalesce(array_agg(r.key order by r.weight desc, r.key), '{}')
  from public.fraud_rules as r
  where r.scope = 'activation' and r.active and r.weight > 0 and case r.key
    when 'replayed_ticket' then exists (
      select from public.scan_keys as k
      where k.activation_id = activation.id and k.scan_key = (scan ->> 'scan_key')::uuid and k.device_id is distinct from device
    )
    when 'proof' then scan -> 'step' = '-2'
    when 'impossible_travel' then kmh > (r.config ->> 'kmh')::double precision
    when 'identical_position' then scan ->> 'place_hash' is not null and app.devices_at_place(
      (scan ->> 'place_hash')::uuid, device, taken_at, (r.config ->> 'devices')::integer
    ) >= (r.config ->> 'devices')::integer
    when 'program_agent' then scan ->> 'agent_class' in ('program', 'bot')
    when 'datacenter' then r.config -> 'asns' @> (scan -> 'asn')
    when 'scan_velocity' then walked > (r.config ->> 'activations')::integer
    when 'foreign_country' then scan ->> 'country' <> (
      select g.country from public.geofences as g where g.id = activation.geofence_id
    )
    when 'time_skew' then made_at not between taken_at - make_interval(hours => (r.config ->> 'hours_back')::integer)
      and taken_at + make_interval(mins => (r.config ->> 'minutes_ahead')::integer)
    when 'burst' then is_new and scan ->> 'visitor_hash' is not null and app.scans_of_visitor(
      (scan ->> 'visitor_hash')::uuid, taken_at, (r.config ->> 'minutes')::integer, (r.config ->> 'scans')::integer
    ) = (r.config ->> 'scans')::integer
  end;
end
$$;

comment on function app.weigh_scan(jsonb, public.activations) is
'Points that the active rules of scope activation give a scan (as app.record_scan takes it), and the keys of those that do, the heaviest '
'first. From 60 on it is flagged, from 90 on refused (app.record_scan decides).';
