-- owner: app_owner
-- The owner's: only an owner makes partitions. It takes dates, never names, and a short lock.
-- In the kernel, because the migration of tracking_events makes the first thirty days with it.
create or replace function app.make_tracking_partitions(first_day date, days integer) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  made integer := 0;
  this_day date;
  partition text;
begin
  if days not between 1 and 400 then
    raise exception using errcode = '22023', message = 'between 1 and 400 days';
  end if;
  for offset_days in 0 .. days - 1 loop
    this_day := first_day + offset_days;
    partition := 'tracking_events_' || to_char(this_day, 'YYYYMMDD');
    continue when pg_catalog.to_regclass('public.' || partition) is not null;
    execute format(
      'create table public.%I partition of public.tracking_events for values from (%L) to (%L)',
      partition, this_day::timestamp at time zone 'UTC', (this_day + 1)::timestamp at time zone 'UTC'
    );
    execute format('alter table public.%I enable row level security', partition);
    execute format('alter table public.%I force row level security', partition);
    made := made + 1;
  end loop;
  return made;
end
$$;

comment on function app.make_tracking_partitions(date, integer) is
'Partitions of tracking_events for `days` days from `first_day`; how many were missing.';

grant execute on function app.make_tracking_partitions(date, integer) to service;
