-- Not an unlinking: what another account joined then would be paid a second time.
create or replace function app.leave_fan(fan_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.fans as f where f.id = leave_fan.fan_id and f.user_id = auth.uid()) then
    raise exception using errcode = 'IG003', message = 'no such fan of yours', detail = '{}';
  end if;
  return app.forget_fan(leave_fan.fan_id);
end
$$;

comment on function app.leave_fan(uuid) is
'Who has joined a brand as a fan is forgotten there; how many scans are nobody''s now. What they earned stays theirs. IG003.';

grant execute on function app.leave_fan(uuid) to authenticated, admin;
