-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name. Whatever is asked: today's clicks need their
-- partition. A day that is not in the aggregates stays until it is: nothing else knows what happened on it.
create or replace function app.drop_tracking_partitions(before date) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  select app.drop_partitions(
    'tracking_events', to_char(least(before, (now() at time zone 'UTC')::date), 'YYYYMMDD'),
    array(select to_char(l.day, 'YYYYMMDD') from unnest(app.live_tracking_days()) as l (day))
  )
$$;

comment on function app.drop_tracking_partitions(date) is
'Drops whole days of tracking_events before `before`, if their figures are in the aggregates; how many.';

grant execute on function app.drop_tracking_partitions(date) to service;
