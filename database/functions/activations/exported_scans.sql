-- Places are granted to nobody, and are the person's own: they get them with all else that is held about them.
create or replace function app.exported_scans(user_id uuid) returns setof jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', s.id, 'at', s.at, 'brand_id', s.brand_id, 'activation_id', s.activation_id, 'device_id', s.device_id, 'verdict', s.verdict,
    'lat', s.lat, 'lng', s.lng, 'accuracy_m', s.accuracy_m, 'distance_m', s.distance_m, 'country', s.country, 'source', s.source
  )
  from public.fans as f inner join public.scans as s on f.id = s.fan_id
  where f.user_id = exported_scans.user_id
  order by s.at, s.id
$$;

comment on function app.exported_scans(uuid) is
'Scans of the fans that somebody has joined, with their places; not what rules said of them.';

grant execute on function app.exported_scans(uuid) to service;
