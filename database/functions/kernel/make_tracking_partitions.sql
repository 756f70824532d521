-- owner: app_owner
-- The owner's: only an owner makes partitions. It takes dates, never names, and a short lock.
-- In the kernel, because the migration of tracking_events makes the first thirty days with it.
create or replace function app.make_tracking_partitions(first_day date, days integer) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  select app.make_day_partitions('tracking_events', first_day, days)
$$;

comment on function app.make_tracking_partitions(date, integer) is
'Partitions of tracking_events for `days` days from `first_day`; how many were missing.';

grant execute on function app.make_tracking_partitions(date, integer) to service;
