-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name.
create or replace function app.drop_scan_partitions(before date) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  -- Whatever is asked: reviews, limits and what a gate sends late look back some days.
  select app.drop_partitions('scans', to_char(least(before, (now() at time zone 'UTC')::date - 7), 'YYYYMMDD'))
$$;

comment on function app.drop_scan_partitions(date) is 'Drops days (UTC) of scans that were over before `before`, never the last seven; how many.';

grant execute on function app.drop_scan_partitions(date) to service;
