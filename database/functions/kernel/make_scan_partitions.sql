-- owner: app_owner
-- As its sister of tracking_events: only an owner makes partitions. It takes a date and a number, never names, and a short lock.
-- In the kernel, because the migration of scans makes the first days with it.
create or replace function app.make_scan_partitions(first_day date, days integer) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  made integer := 0;
  this_day date;
begin
  if days not between 1 and 400 then
    raise exception using errcode = '22023', message = 'between 1 and 400 days';
  end if;
  for this_day in select first_day + n.n from generate_series(0, days - 1) as n (n) loop
    made := made + app.make_partition('scans', to_char(this_day, 'YYYYMMDD'), this_day, this_day + 1);
  end loop;
  return made;
end
$$;

comment on function app.make_scan_partitions(date, integer) is
'Partitions of scans for `days` days from `first_day`; how many were missing.';

grant execute on function app.make_scan_partitions(date, integer) to service;
