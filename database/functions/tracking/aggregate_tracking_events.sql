-- A day is made of its hours, and written as a whole: reports never show half of one. Late events and a second run need
-- no rules of their own. What is no longer there to be counted stays as it was counted.
create or replace function app.aggregate_tracking_events(target_date date) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  from_time constant timestamptz := target_date::timestamp at time zone 'UTC';
  to_time constant timestamptz := (target_date + 1)::timestamp at time zone 'UTC';
  seen bigint;
begin
  -- First, and the counts in statements of their own. A batch of late events holds its day's mark until it commits:
  -- either this waits for that batch and counts it, or that batch waits and marks the day again.
  delete from public.tracking_late_days as l where l.day = target_date;
  if target_date in (select k.day from app.kept_tracking_days() as k (day)) then
    perform app.count_tracking_hour(d.hour)
    from generate_series(from_time, to_time - interval '1 hour', interval '1 hour') as d (hour)
    where not exists (
      select from public.tracking_hours as h where h.hour = d.hour and h.counted_at is not null
    );
    select sum(h.visits) into seen from public.tracking_hours as h where h.hour >= from_time and h.hour < to_time;
    if seen >= coalesce((select t.visits from public.tracking_days as t where t.day = target_date), 0) then
      perform app.aggregate_visits(target_date);
      if to_time + interval '5 minutes' <= now() then
        insert into public.tracking_days as t (day, visits) values (target_date, seen)
        on conflict (day) do update set visits = excluded.visits, aggregated_at = now();
      end if;
    end if;
    delete from public.tracking_hours as h where h.hour >= from_time and h.hour < to_time;
  end if;
  perform app.aggregate_conversions(target_date);
  return (
    select coalesce(sum(a.total_clicks + a.total_views + a.total_conversions), 0)
    from public.tracking_aggregates as a where a.aggregate_date = target_date
  );
end
$$;

comment on function app.aggregate_tracking_events(date) is
'Writes the aggregates of a day (UTC) and returns how many events they count; again, it gives the same rows. Hours that '
'are counted are not counted again. Clicks and views stay where fewer raw events are left than were counted.';

grant execute on function app.aggregate_tracking_events(date) to service;
