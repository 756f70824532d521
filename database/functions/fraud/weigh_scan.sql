-- In the path of every scan: each rule is one look at an index, of so many rows as decide it. A stadium is never counted.
-- What a scan does not say (no place, no hash) weighs nothing. Times bound `at`, so that only the partitions of these days are read.
create or replace function app.weigh_scan(scan jsonb, activation public.activations)
returns table (score integer, reasons text[])
language plpgsql stable security definer set search_path = '' as $$
declare
  device constant uuid := scan ->> 'device_id';
  taken_at constant timestamptz := coalesce((scan ->> 'at')::timestamptz, now());
  made_at constant timestamptz := coalesce((scan ->> 'claimed_at')::timestamptz, taken_at);
begin
  return query select coalesce(sum(r.weight), 0)::integer, coalesce(array_agg(r.key order by r.weight desc, r.key), '{}')
  from public.fraud_rules as r
  where r.scope = 'activation' and r.active and r.weight > 0 and case r.key
    when 'replayed_ticket' then exists (
      select from public.scan_keys as k
      where k.activation_id = activation.id and k.scan_key = (scan ->> 'scan_key')::uuid and k.device_id is distinct from device
    )
    when 'proof' then (scan ->> 'step')::integer = -2
    when 'impossible_travel' then app.scan_speed(device, made_at, scan -> 'position') > (r.config ->> 'kmh')::double precision
    when 'identical_position' then app.devices_at_place(
      (scan ->> 'place_hash')::uuid, device, taken_at, (r.config ->> 'devices')::integer
    ) >= (r.config ->> 'devices')::integer
    when 'program_agent' then scan ->> 'agent_class' in ('program', 'bot')
    when 'datacenter' then r.config -> 'asns' @> (scan -> 'asn')
    when 'scan_velocity' then app.activations_of_device(
      device, activation.id, made_at, (r.config ->> 'hours')::integer
    ) > (r.config ->> 'activations')::integer
    when 'foreign_country' then scan ->> 'country' <> (
      select g.country from public.geofences as g where g.id = activation.geofence_id
    )
    when 'time_skew' then made_at not between taken_at - make_interval(hours => (r.config ->> 'hours_back')::integer)
      and taken_at + make_interval(mins => (r.config ->> 'minutes_ahead')::integer)
    when 'burst' then not (scan ->> 'had_cookie')::boolean and (
      select count(*) from (
        select from public.scans as s
        where s.visitor_hash = (scan ->> 'visitor_hash')::uuid and s.at <= taken_at
          and s.at > taken_at - make_interval(mins => (r.config ->> 'minutes')::integer)
        limit (r.config ->> 'scans')::integer
      ) as s
    ) = (r.config ->> 'scans')::integer
  end;
end
$$;

comment on function app.weigh_scan(jsonb, public.activations) is
'Points that the active rules of scope activation give a scan (as app.record_scan takes it), and the keys of those that do, the heaviest '
'first. From 60 on it is flagged, from 90 on refused (app.record_scan decides).';
