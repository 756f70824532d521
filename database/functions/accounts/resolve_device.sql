-- Definer, because the login roles may read no table. A device that no scan has made yet is nobody's.
create or replace function auth.resolve_device(device_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select d.fan_id from public.devices as d where d.id = resolve_device.device_id
$$;

comment on function auth.resolve_device(uuid) is 'Whose device it is, where it is known to be a fan''s; else NULL.';

grant execute on function auth.resolve_device(uuid) to api_login;
