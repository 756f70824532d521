-- Whatever no night has counted, however many nights were missed; and what changed since: marked, or made after the count.
create or replace function app.tracking_days_due(before date) returns table (day date, visits boolean)
language sql stable security definer set search_path = '' as $$
  select d.day, bool_or(d.visits) from (
    select l.day, l.visits from public.tracking_late_days as l
    union all
    select k.day, true from app.kept_tracking_days() as k (day)
    left join public.tracking_days as t on t.day = k.day
    where t.day is null or exists (
      select from public.tracking_events as e
      where e.created_at >= k.day::timestamp at time zone 'UTC'
        and e.created_at < (k.day + 1)::timestamp at time zone 'UTC'
        and e.id >= app.first_id_of(t.aggregated_at) and e.event_type <> 'conversion'
    )
  ) as d
  where d.day < before
  group by d.day order by d.day
$$;

comment on function app.tracking_days_due(date) is
'Days (UTC) before `before` that are to be aggregated; whether their visits are, or only their orders.';

grant execute on function app.tracking_days_due(date) to service;
