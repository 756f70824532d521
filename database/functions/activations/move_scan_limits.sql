create or replace function app.move_scan_limits(from_subject uuid, to_subject uuid, total_only boolean) returns void
language sql security definer set search_path = '' as $$
  insert into public.scan_limits as l (activation_id, subject_id, day, brand_id, n)
  select o.activation_id, move_scan_limits.to_subject, o.day, o.brand_id, o.n
  from public.scan_limits as o
  where o.subject_id = move_scan_limits.from_subject and (o.day = '-infinity' or not move_scan_limits.total_only)
  order by o.activation_id, o.day
  on conflict on constraint scan_limits_pkey do update set n = l.n + excluded.n;
  delete from public.scan_limits as o
  where o.subject_id = move_scan_limits.from_subject and (o.day = '-infinity' or not move_scan_limits.total_only);
$$;

comment on function app.move_scan_limits(uuid, uuid, boolean) is
'What a device or a fan has used of limits is added to that of another; total_only: the days'' stay, as a device keeps its own.';
