-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name. A day that is not in the aggregates
-- stays until it is: nothing else knows what happened on it.
create or replace function app.drop_tracking_partitions(before date) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  -- Whatever is asked: today's clicks need their partition.
  first_kept constant date := least(before, (now() at time zone 'UTC')::date);
  -- As text: a plan may look at the names of other relations too, and those are no days.
  uncounted constant text[] := array(
    select to_char(day, 'YYYYMMDD') from unnest(app.live_tracking_days()) as day
  );
  dropped integer := 0;
  partition text;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'public.tracking_events'::regclass
      and c.relname < 'tracking_events_' || to_char(first_kept, 'YYYYMMDD')
      and right(c.relname, 8) <> all(uncounted)
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

comment on function app.drop_tracking_partitions(date) is
'Drops whole days of tracking_events before `before`, if their figures are in the aggregates; how many.';

grant execute on function app.drop_tracking_partitions(date) to service;
