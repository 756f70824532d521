create or replace function app.activations_of_device(device uuid, activation uuid, made_at timestamptz, hours integer) returns bigint
language sql stable security definer set search_path = '' as $$
  select 1 + count(distinct s.activation_id) from (
    select o.activation_id from public.scans as o
    where o.device_id = activations_of_device.device
      and o.at > activations_of_device.made_at - make_interval(hours => activations_of_device.hours) - interval '2 minutes'
      and o.claimed_at > activations_of_device.made_at - make_interval(hours => activations_of_device.hours)
      and o.claimed_at <= activations_of_device.made_at
    order by o.claimed_at desc limit 1000
  ) as s
  where s.activation_id <> activations_of_device.activation
$$;

comment on function app.activations_of_device(uuid, uuid, timestamptz, integer) is
'Of how many activations a device scanned codes within so many hours, this one among them.';
