create or replace function app.make_fan(device public.devices) returns public.fans
language plpgsql security definer set search_path = '' as $$
declare
  made public.fans;
begin
  insert into public.fans (brand_id) values (device.brand_id) returning * into made;
  perform app.give_device_to_fan(device, made.id);
  return made;
end
$$;

comment on function app.make_fan(public.devices) is 'A fan of a device that was nobody''s. The caller holds app.lock_fans.';
