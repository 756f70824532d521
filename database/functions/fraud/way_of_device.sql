-- The last place before and the first behind: what a gate sends later may lie between two that are here. Who went round the earth in a
-- day was no faster than an aeroplane, so a day is all that is looked at, and of it 200 scans; the clock of a gate may be two minutes ahead.
-- Planned for the days that are asked for, whose bounds are reckoned before: a plan for all days opens and locks each partition there is. Checks
-- of a partition exclude nothing here, and to try them is a third of the planning (constraint_exclusion).
create or replace function app.way_of_device(
  device uuid, activation uuid, made_at timestamptz, taken_at timestamptz, place jsonb, hours integer,
  out kmh double precision, out activations bigint
)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
set constraint_exclusion = 'off' as $$
declare
  first_taken constant timestamptz := made_at - interval '1442 minutes';
  first_made constant timestamptz := made_at - interval '1 day';
  last_made constant timestamptz := made_at + interval '1 day';
  walked uuid[] := array[activation];
  near record;
  before record;
begin
  for near in
    select s.activation_id, s.claimed_at, s.lat, s.lng, s.accuracy_m from public.scans as s
    where s.device_id = device and s.at > first_taken and s.at <= taken_at and s.claimed_at > first_made and s.claimed_at < last_made
    order by s.claimed_at desc limit 200
  loop
    if near.claimed_at > made_at then
      -- The last of these that the loop sees is the first behind.
      kmh := coalesce(app.speed_between(place, made_at, near.lat, near.lng, near.accuracy_m, near.claimed_at), kmh);
      continue;
    elsif before is null and near.lat is not null then
      before := near;
    end if;
    if near.claimed_at > made_at - make_interval(hours => hours) and not near.activation_id = any(walked) then
      walked := walked || near.activation_id;
    end if;
  end loop;
  if before is not null then
    kmh := greatest(kmh, app.speed_between(place, made_at, before.lat, before.lng, before.accuracy_m, before.claimed_at));
  end if;
  activations := cardinality(walked);
end
$$;

comment on function app.way_of_device(uuid, uuid, timestamptz, timestamptz, jsonb, integer) is
'kmh: at least so fast a device came to a place ({lat, lng, accuracy} in degrees and metres) from that which its scan just before named, '
'or went to that just behind; NULL where there is nothing to compare. activations: of how many it scanned codes within so many hours (24 '
'at most), this one among them.';
