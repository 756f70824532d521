-- What app.count_up would make of a counter, without making it: nobody waits for a test.
create or replace function app.value_after(user_id uuid, trigger public.reward_triggers, entry jsonb) returns numeric
language sql stable security definer set search_path = '' as $$
  with days_of_window as (
    select
      substring(trigger.definition ->> 'window' from 'rolling:([0-9]+)d')::integer as days,
      -- In a CASE, for the planner looks at casts of what is given: of other windows a period is no day.
      case when trigger.definition ->> 'window' like 'rolling:%' then (entry ->> 'period')::date end as day
  ),
  members as (
    select m.member from public.reward_counter_members as m
    where m.user_id = value_after.user_id and m.trigger_id = trigger.id and m.version = trigger.version
      and m.period_key = entry ->> 'period'
    union
    select entry ->> 'member'
  ),
  runs as (
    select count(*) as days from (
      select m.member::date - row_number() over (order by m.member)::integer as run
      from members as m where entry ->> 'what' = 'streak_days'
    ) as d
    group by d.run
  ),
  rolling as (
    select s.period_key, sum(s.value) over (
      order by s.period_key::date
      range between make_interval(days => (select w.days from days_of_window as w) - 1) preceding and current row
    ) as value
    from (
      select c.period_key, c.value
      from days_of_window as w
      inner join public.reward_counters as c on c.user_id = value_after.user_id and c.trigger_id = trigger.id
        and c.version = trigger.version
      where c.period_key between (w.day - w.days + 1)::text and (w.day + w.days - 1)::text
      union all
      select entry ->> 'period', (entry ->> 'value')::bigint from days_of_window as w where w.days is not null
    ) as s
  )
  select case
    when entry ->> 'what' = 'streak_days' then (select max(r.days) from runs as r)
    when entry ->> 'what' = 'distinct' then (select count(*) from members as m)
    when (select w.days from days_of_window as w) is not null
      then (select max(r.value) from rolling as r where r.period_key >= entry ->> 'period')
    else (entry ->> 'value')::numeric + coalesce((
      select c.value from public.reward_counters as c
      where c.user_id = value_after.user_id and c.trigger_id = trigger.id and c.version = trigger.version
        and c.period_key = entry ->> 'period'
    ), 0)
  end
$$;

comment on function app.value_after(uuid, public.reward_triggers, jsonb) is
'What the counter of somebody would be after a fact that app.count_of speaks of (entry); user_id NULL: of somebody whose first fact it is.';
