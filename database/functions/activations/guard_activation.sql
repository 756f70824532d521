-- What codes were printed by and scans are judged by does not change under them; what has ended is a record.
create or replace function app.guard_activation() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  fixed constant text[] := array(
    select n.key from jsonb_each(to_jsonb(new)) as n
    where n.value is distinct from to_jsonb(old) -> n.key
      and (old.status = 'completed' or n.key = any(
        '{code_mode,rotate_seconds,grace_steps,geofence_id,fence_mode,peak,time_zone}'
      ))
    order by n.key
  );
begin
  if tg_op = 'DELETE' then
    raise exception using
      errcode = 'IA003', message = 'it was launched', detail = jsonb_build_object('status', old.status)::text;
  end if;
  if cardinality(fixed) > 0 then
    raise exception using
      errcode = 'IA003', message = 'this is fixed by now', detail = jsonb_build_object('fixed', fixed, 'status', old.status)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_activation() is
'BEFORE UPDATE, DELETE of what was launched: its codes'' mode and steps, its fence, its day and its peak are fixed; when it has ended, all '
'is; it never goes. Raises IA003.';

grant execute on function app.guard_activation() to app_owner;

create or replace trigger guard_activation before update of
name, starts_at, ends_at, time_zone, geofence_id, fence_mode, limit_per_device_day, limit_per_fan_total, limit_total, code_mode,
rotate_seconds, grace_steps, min_age, landing_url, locale, peak on activations
for each row when (old.status <> 'draft') execute function app.guard_activation();

create or replace trigger guard_deletion before delete on activations
for each row when (old.status <> 'draft') execute function app.guard_activation();
