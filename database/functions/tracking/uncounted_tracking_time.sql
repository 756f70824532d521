-- In a working day the hour that runs, and five minutes of the next: all that a report reads of raw events.
create or replace function app.uncounted_tracking_time() returns tstzmultirange
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select range_agg(tstzrange(d.day::timestamp at time zone 'UTC', (d.day + 1)::timestamp at time zone 'UTC'))
    from unnest(app.live_tracking_days()) as d (day)
  ), '{}') - coalesce((
    select range_agg(tstzrange(h.hour, h.hour + interval '1 hour')) from public.tracking_hours as h
    where h.counted_at is not null
  ), '{}')
$$;

comment on function app.uncounted_tracking_time() is 'The clock hours of live days whose visits nobody has counted yet.';

grant execute on function app.uncounted_tracking_time() to service;
