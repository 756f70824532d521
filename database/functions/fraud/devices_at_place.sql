-- A hash is of its day (UTC), so no other day has the same: one partition is looked at. How it is planned: app.way_of_device.
-- Of the newest only: ten scans for each device are looked at, and who scans more often there is stopped by limits.
create or replace function app.devices_at_place(place uuid, device uuid, taken_at timestamptz, at_most integer) returns bigint
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
set constraint_exclusion = 'off' as $$
declare
  since constant timestamptz := date_trunc('day', taken_at, 'UTC');
begin
  return (
    select count(distinct s.device_id) from (
      select o.device_id from public.scans as o
      where o.place_hash = place and o.at >= since and o.at <= taken_at
      order by o.at desc limit 10 * at_most
    ) as s
    where s.device_id is distinct from device
  );
end
$$;

comment on function app.devices_at_place(uuid, uuid, timestamptz, integer) is
'How many other devices named exactly this place (its hash) on the day (UTC) of which the hash is; counted up to about at_most.';
