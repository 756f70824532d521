-- Windows that end later than the day count, too: what comes late raises them as if it had come in time.
create or replace function app.rolling_value(user_id uuid, trigger_id uuid, version integer, day text, days integer) returns numeric
language sql stable security definer set search_path = '' as $$
  select max(w.value) from (
    select c.period_key, sum(c.value) over (
      order by c.period_key::date range between make_interval(days => days - 1) preceding and current row
    ) as value
    from public.reward_counters as c
    where c.user_id = rolling_value.user_id and c.trigger_id = rolling_value.trigger_id and c.version = rolling_value.version
      and c.period_key between (day::date - days + 1)::text and (day::date + days - 1)::text
  ) as w
  where w.period_key >= day
$$;

comment on function app.rolling_value(uuid, uuid, integer, text, integer) is
'The highest sum of `days` days one after another of which the last is one that was counted, and `day` is among them.';
