-- Every write of a fan begins here: whose device it is says the request (auth.device_id), never an argument.
create or replace function app.own_device() returns public.devices
language plpgsql stable security definer set search_path = '' as $$
declare
  device public.devices;
begin
  select * into device from public.devices as d where d.id = auth.device_id();
  if not found then
    raise exception using errcode = 'IA036', message = 'this browser has scanned nothing of the brand', detail = '{}';
  end if;
  return device;
end
$$;

comment on function app.own_device() is 'The device of the request. IA036 where it is none, or has scanned nothing yet.';
