-- What a scan was judged by stays what it was. Whoever launches holds the fence (app.launch_activation), so that none changes meanwhile.
create or replace function app.guard_geofence() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.activations as a
    where a.geofence_id = old.id and a.brand_id = old.brand_id and (a.status <> 'draft' or tg_op = 'DELETE')
  ) then
    raise exception using errcode = 'IA005', message = 'an activation uses this fence', detail = '{}';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;

comment on function app.guard_geofence() is
'BEFORE UPDATE, DELETE: a fence of a launched activation does not change, and one of any activation does not go. Raises IA005.';

grant execute on function app.guard_geofence() to app_owner;

create or replace trigger guard_geofence before update or delete on geofences
for each row execute function app.guard_geofence();
