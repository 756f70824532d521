-- A step of a day's aggregation. The hour's row is locked first, and the count is a statement of its own, with a later
-- snapshot: either this waits for a batch of late visits and counts it, or that batch waits and asks for another count.
create or replace function app.count_tracking_hour(hour timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  wanted constant timestamptz := count_tracking_hour.hour;
  -- Five minutes are longer than any transaction that stores a visit may last.
  is_over constant boolean := wanted + interval '1 hour 5 minutes' <= now();
  seen bigint;
begin
  insert into public.tracking_hours as h (hour, counted_at) values (wanted, case when is_over then now() end)
  on conflict (hour) do update set counted_at = excluded.counted_at;
  delete from public.tracking_hour_figures as f where f.hour = wanted;
  select count(*) into seen from public.tracking_events as e
  where e.created_at >= wanted and e.created_at < wanted + interval '1 hour' and e.event_type <> 'conversion';
  -- Links go with a deleted draft, their events stay until retention: an inner join leaves those out.
  insert into public.tracking_hour_figures (hour, tracking_link_id, clicks, unique_clicks, scans, views)
  select v.hour, v.tracking_link_id, v.clicks, v.unique_clicks, v.scans, v.views
  from app.count_visits(wanted, wanted + interval '1 hour', null) as v
  inner join public.tracking_links as l on l.id = v.tracking_link_id;
  update public.tracking_hours as h set visits = seen where h.hour = wanted;
  return seen;
end
$$;

comment on function app.count_tracking_hour(timestamptz) is
'Counts the visits of a clock hour; how many there are, programs included. The figures of an hour that is not over are '
'of use to app.aggregate_tracking_events only.';

grant execute on function app.count_tracking_hour(timestamptz) to service;
