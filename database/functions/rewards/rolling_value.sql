-- Windows that end later than the day count, too: what comes late raises them as if it had come in time.
create or replace function app.rolling_value(
  user_id uuid, trigger_id uuid, version integer, day text, days integer, added bigint default null
) returns numeric
language sql stable security definer set search_path = '' as $$
  select max(w.value) from (
    select c.period_key, sum(c.value) over (
      order by c.period_key::date range between make_interval(days => days - 1) preceding and current row
    ) as value
    from (
      select r.period_key, r.value
      from public.reward_counters as r
      where r.user_id = rolling_value.user_id and r.trigger_id = rolling_value.trigger_id and r.version = rolling_value.version
        and r.period_key between (day::date - days + 1)::text and (day::date + days - 1)::text
      union all
      select day, added where added is not null
    ) as c
  ) as w
  where w.period_key >= day
$$;

comment on function app.rolling_value(uuid, uuid, integer, text, integer, bigint) is
'The highest sum of `days` days one after another of which the last is one that was counted, and `day` is among them; with what were '
'added to that day.';
