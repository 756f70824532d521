-- What app.count_up would make of a counter, without making it: nobody waits for a test.
create or replace function app.value_after(user_id uuid, trigger public.reward_triggers, entry jsonb) returns numeric
language sql stable security definer set search_path = '' as $$
  select case
    when entry ->> 'what' = 'streak_days'
      then app.longest_streak(value_after.user_id, trigger.id, trigger.version, entry ->> 'period', entry ->> 'member')
    when entry ->> 'what' = 'distinct' then 1 + (
      select count(*) from public.reward_counter_members as m
      where m.user_id = value_after.user_id and m.trigger_id = trigger.id and m.version = trigger.version
        and m.period_key = entry ->> 'period' and m.member <> entry ->> 'member'
    )
    when trigger.definition ->> 'window' like 'rolling:%' then app.rolling_value(
      value_after.user_id, trigger.id, trigger.version, entry ->> 'period',
      substring(trigger.definition ->> 'window' from 'rolling:([0-9]+)d')::integer, (entry ->> 'value')::bigint
    )
    else (entry ->> 'value')::numeric + coalesce((
      select c.value from public.reward_counters as c
      where c.user_id = value_after.user_id and c.trigger_id = trigger.id and c.version = trigger.version
        and c.period_key = entry ->> 'period'
    ), 0)
  end
$$;

comment on function app.value_after(uuid, public.reward_triggers, jsonb) is
'What the counter of somebody would be after a fact that app.count_of speaks of (entry); user_id NULL: of somebody whose first fact it is.';
