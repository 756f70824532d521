-- The limit of a fan counted the device alone as long as no fan was known. In the order in which a scan takes its locks
-- (app.record_scan): device, fan, limits.
create or replace function app.give_device_to_fan(device public.devices, fan_id uuid) returns void
language sql security definer set search_path = '' as $$
  update public.devices as d set fan_id = give_device_to_fan.fan_id
  where d.id = (give_device_to_fan.device).id;
  select f.id from public.fans as f
  where f.id = give_device_to_fan.fan_id for update;
  select app.move_scan_limits((give_device_to_fan.device).id, give_device_to_fan.fan_id, true);
  update public.scans as s set fan_id = give_device_to_fan.fan_id
  where s.device_id = (give_device_to_fan.device).id and s.fan_id is null;
$$;

comment on function app.give_device_to_fan(public.devices, uuid) is
'A device that was nobody''s is a fan''s, with its scans and what it used of totals. The caller holds app.lock_fans.';
