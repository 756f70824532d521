-- What was counted stays counted, under the device that only its browser can name, until the activation is over: who is forgotten gets
-- no second try (docs/decisions/0141). Nothing leads from there to a scan any more: neither a key that is kept, nor the ticket of which
-- the first device is made.
create or replace function app.forget_devices(devices uuid[], fan_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  cut integer;
begin
  -- In the order in which a scan takes its locks (app.record_scan): what scans at the moment is forgotten, too.
  perform from public.devices as d where d.id = any(forget_devices.devices) order by d.id for update;
  perform from public.fans as f where f.id = forget_devices.fan_id for update;
  update public.scans as s
  set device_id = null, fan_id = null, lat = null, lng = null, accuracy_m = null, distance_m = null, visitor_hash = null,
    place_hash = null, scan_key = gen_random_uuid()
  where s.device_id = any(forget_devices.devices) or s.fan_id = forget_devices.fan_id;
  get diagnostics cut = row_count;
  update public.scan_keys as k set device_id = null, scan_id = gen_random_uuid()
  where k.device_id = any(forget_devices.devices);
  update public.scan_reviews as r set device_id = null where r.device_id = any(forget_devices.devices);
  -- A total that was the fan's is each device's own, so that none of them gets it anew.
  insert into public.scan_limits as l (activation_id, subject_id, day, brand_id, n)
  select o.activation_id, d.id, o.day, o.brand_id, o.n
  from public.scan_limits as o cross join unnest(forget_devices.devices) as d (id)
  where o.subject_id = forget_devices.fan_id and o.day = '-infinity'
  order by o.activation_id, d.id
  on conflict on constraint scan_limits_pkey do update set n = greatest(l.n, excluded.n);
  delete from public.scan_limits as o where o.subject_id = forget_devices.fan_id;
  delete from public.outbox as o using public.fan_codes as c
  where c.device_id = any(forget_devices.devices) and o.deduplication_key = 'fan code ' || c.id;
  delete from public.devices as d where d.id = any(forget_devices.devices); -- with their codes and tickets
  return cut;
end
$$;

comment on function app.forget_devices(uuid[], uuid) is
'Scans of the devices (and of the fan) are nobody''s, without a place; the devices, their codes and tickets are gone. How many scans. The '
'caller holds app.lock_fans.';
