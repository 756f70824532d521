-- What is held about the fan, for them to keep: all their devices, as an address that was confirmed on each makes them one person.
-- Rules and scores are left out: whoever is told of them cheats around them.
create or replace function app.own_fan_data() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  shown constant text[] := '{not_open,already_counted,limit_reached,too_far,place_needed,too_young,try_again}';
  device constant public.devices := app.own_device();
  devices uuid[] := array[device.id];
  answer jsonb;
begin
  if device.fan_id is not null then
    devices := array(select d.id from public.devices as d where d.fan_id = device.fan_id);
    insert into public.audit_logs (action, resource_type, resource_id) values ('fans.export', 'fans', device.fan_id::text);
  end if;
  select jsonb_build_object(
    'brand', jsonb_build_object('id', b.id, 'name', b.name),
    'fan', (
      select jsonb_build_object(
        'id', f.id, 'email', f.email, 'phone', f.phone_e164, 'confirmed_at', f.confirmed_at, 'locale', f.locale, 'age_band', f.age_band,
        'has_joined_an_account', f.user_id is not null, 'created_at', f.created_at
      ) from public.fans as f where f.id = device.fan_id
    ),
    'devices', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', d.id, 'first_seen', d.first_seen, 'last_seen', d.last_seen, 'cookie_ends_on', d.cookie_ends_on
      ) order by d.first_seen, d.id) from public.devices as d where d.id = any(devices)
    ), '[]'),
    'scans', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', s.id, 'at', s.at, 'activation', a.name, 'device_id', s.device_id, 'verdict', s.verdict,
        'reasons', to_jsonb(array(select r.r from unnest(s.reasons) as r (r) where r.r = any(shown))),
        'review', v.status, 'lat', s.lat, 'lng', s.lng, 'accuracy_m', s.accuracy_m, 'distance_m', s.distance_m,
        'country', s.country, 'source', s.source
      ) order by s.at, s.id)
      from public.scans as s
      inner join public.activations as a on a.id = s.activation_id
      left join public.scan_reviews as v on v.scan_id = s.id
      where s.device_id = any(devices) or s.fan_id = device.fan_id
    ), '[]')
  ) into answer
  from public.brand_profiles as b where b.id = device.brand_id;
  return answer;
end
$$;

comment on function app.own_fan_data() is
'{brand, fan, devices, scans}: all that is held about whose device the request is of, at that brand; fan is null as long as none is known. '
'IA036.';

grant execute on function app.own_fan_data() to anon;
