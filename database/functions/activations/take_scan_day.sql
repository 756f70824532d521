-- One row of one device: scans that come at once wait for each other here, and for nobody else.
create or replace function app.take_scan_day(activation public.activations, device_id uuid, day date) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if take_scan_day.device_id is null then
    return true;
  end if;
  insert into public.scan_limits as l (activation_id, subject_id, day, brand_id, n)
  values (activation.id, take_scan_day.device_id, take_scan_day.day, activation.brand_id, 1)
  on conflict on constraint scan_limits_pkey do update set n = l.n + 1 where l.n < activation.limit_per_device_day;
  return found;
end
$$;

comment on function app.take_scan_day(public.activations, uuid, date) is
'Counts a scan of a device on a day; false where limit_per_device_day is reached. A gate''s scan without a device has no such limit.';
