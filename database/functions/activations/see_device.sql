-- Locked until the scan is written: whoever links the device to a fan, or the fan to an account, comes before it or after it, and
-- its facts are told once (app.note_scan, app.join_fan). Seldom written: most scans of a day change no row here.
create or replace function app.see_device(
  device_id uuid, brand_id uuid, cookie_ends_on date
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  ends constant date := greatest(coalesce(see_device.cookie_ends_on, today), today);
  seen public.devices;
begin
  select d.* into seen from public.devices as d where d.id = see_device.device_id for no key update;
  if not found then
    insert into public.devices as d (id, brand_id, first_seen, last_seen, cookie_ends_on)
    values (see_device.device_id, see_device.brand_id, today, today, ends)
    on conflict on constraint devices_pkey do update set last_seen = greatest(d.last_seen, excluded.last_seen)
    returning d.* into seen;
  elsif seen.last_seen < today or seen.cookie_ends_on < ends then
    update public.devices as d set last_seen = greatest(d.last_seen, today), cookie_ends_on = greatest(d.cookie_ends_on, ends)
    where d.id = see_device.device_id;
  end if;
  if seen.brand_id <> see_device.brand_id then
    raise exception using errcode = 'IA008', message = 'the device is another brand''s', detail = '{}';
  end if;
  perform from public.fans as f where f.id = seen.fan_id for share;
  return seen.fan_id;
end
$$;

comment on function app.see_device(uuid, uuid, date) is
'Notes that a device scanned today, makes it where it is new, and locks it and its fan; the fan, or NULL. Raises IA008 (of another brand).';
