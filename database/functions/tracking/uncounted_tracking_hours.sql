create or replace function app.uncounted_tracking_hours(until timestamptz, most integer) returns setof timestamptz
language sql stable security definer set search_path = '' as $$
  select h.hour from unnest(app.uncounted_tracking_time()) as r (span)
  cross join lateral generate_series(lower(r.span), upper(r.span) - interval '1 hour', interval '1 hour') as h (hour)
  where h.hour + interval '1 hour 5 minutes' <= least(until, now())
  order by h.hour limit most
$$;

comment on function app.uncounted_tracking_hours(timestamptz, integer) is
'Clock hours of live days that were over five minutes before `until` and are not counted, the first first.';

grant execute on function app.uncounted_tracking_hours(timestamptz, integer) to service;
