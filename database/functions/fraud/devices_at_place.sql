-- Of the newest only: ten scans for each device are looked at, and who scans more often there is stopped by limits.
create or replace function app.devices_at_place(place uuid, device uuid, taken_at timestamptz, at_most integer) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(distinct s.device_id) from (
    select o.device_id from public.scans as o
    where o.place_hash = devices_at_place.place and o.at > devices_at_place.taken_at - interval '48 hours'
      and o.at <= devices_at_place.taken_at
    order by o.at desc limit 10 * devices_at_place.at_most
  ) as s
  where s.device_id <> devices_at_place.device
$$;

comment on function app.devices_at_place(uuid, uuid, timestamptz, integer) is
'How many other devices named exactly this place (its hash) within 48 hours; counted up to about at_most.';
