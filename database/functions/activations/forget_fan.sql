create or replace function app.forget_fan(fan_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  fan public.fans;
  cut integer;
begin
  perform app.lock_fans(f.brand_id) from public.fans as f where f.id = forget_fan.fan_id;
  select * into fan from public.fans as f where f.id = forget_fan.fan_id;
  if not found then
    return 0;
  end if;
  cut := app.forget_devices(array(select d.id from public.devices as d where d.fan_id = fan.id), fan.id);
  delete from public.fans as f where f.merged_into = fan.id;
  delete from public.fans as f where f.id = fan.id;
  return cut;
end
$$;

comment on function app.forget_fan(uuid) is
'The fan is gone, with address, devices, codes and those who were merged into them; their scans are nobody''s, without a place, and count '
'on. How many scans; 0 where there is no such fan.';
