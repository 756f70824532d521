-- owner: app_owner
-- As its sister of tracking_events: only an owner makes partitions. It takes a date and a number, never names, and a short lock.
-- In the kernel, because the migration of scans makes the first days with it.
create or replace function app.make_scan_partitions(first_day date, days integer) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  select app.make_day_partitions('scans', first_day, days)
$$;

comment on function app.make_scan_partitions(date, integer) is
'Partitions of scans for `days` days from `first_day`; how many were missing.';

grant execute on function app.make_scan_partitions(date, integer) to service;
