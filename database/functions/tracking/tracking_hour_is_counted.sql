-- What was written past the doors, without asking for another count, is found by its number.
create or replace function app.tracking_hour_is_counted(hour timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.tracking_hours as h
    where h.hour = tracking_hour_is_counted.hour and h.counted_at is not null and h.visits = (
      select count(*) from public.tracking_events as e
      where e.created_at >= h.hour and e.created_at < h.hour + interval '1 hour' and e.event_type <> 'conversion'
    )
  )
$$;

comment on function app.tracking_hour_is_counted(timestamptz) is
'Whether the figures of a clock hour are of all visits that it has.';

grant execute on function app.tracking_hour_is_counted(timestamptz) to service;
