-- The first time its count is what the days say (that of this scan among them): a limit that is set later, and a device that became
-- a fan's, begin with what was counted before.
create or replace function app.take_scan_total(activation public.activations, subject uuid, fan_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if activation.limit_per_fan_total is null or subject is null then
    return true;
  end if;
  insert into public.scan_limits as l (activation_id, subject_id, day, brand_id, n)
  select activation.id, take_scan_total.subject, '-infinity', activation.brand_id, c.n
  from (
    select coalesce(sum(o.n), 0) as n from public.scan_limits as o
    where o.activation_id = activation.id and o.day > '-infinity' and o.subject_id in (
      select take_scan_total.subject
      union all
      select d.id from public.devices as d where d.fan_id = take_scan_total.fan_id
    )
  ) as c
  where c.n <= activation.limit_per_fan_total or exists (
    select from public.scan_limits as o
    where o.activation_id = activation.id and o.subject_id = take_scan_total.subject and o.day = '-infinity'
  )
  on conflict on constraint scan_limits_pkey do update set n = l.n + 1 where l.n < activation.limit_per_fan_total;
  return found;
end
$$;

comment on function app.take_scan_total(public.activations, uuid, uuid) is
'Counts a scan of a fan, or of a device that is nobody''s, in all; false where limit_per_fan_total is reached. After app.take_scan_day.';
