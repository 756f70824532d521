create or replace function app.forget_own_fan() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  device public.devices := app.own_device();
begin
  perform app.lock_fans(device.brand_id);
  device := app.own_device();
  if device.fan_id is null then
    return app.forget_devices(array[device.id], null);
  end if;
  return app.forget_fan(device.fan_id);
end
$$;

comment on function app.forget_own_fan() is
'Whose device the request is of is forgotten at that brand, with all their devices; how many scans are nobody''s now. IA036.';

grant execute on function app.forget_own_fan() to anon;
