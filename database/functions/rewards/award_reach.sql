-- A version that went on with the counters of the one before it may have counted further; one that began anew counts something
-- else. Of rolling windows the best one counts.
create or replace function app.award_reach(award public.reward_awards) returns numeric
language sql stable security definer set search_path = '' as $$
  select max(case when t.definition ->> 'window' like 'rolling:%' then app.rolling_value(
    c.user_id, c.trigger_id, c.version, c.period_key, substring(t.definition ->> 'window' from 'rolling:([0-9]+)d')::integer
  ) else c.value end)
  from public.reward_counters as c
  inner join public.reward_triggers as t on t.id = c.trigger_id and t.version = c.version
  where c.user_id = award.user_id and c.trigger_id = award.trigger_id and c.version >= award.version
    and app.counters_begin_at(c.trigger_id, c.version) <= award.version
    and (t.definition ->> 'window' like 'rolling:%' or c.period_key = award.period_key)
$$;

comment on function app.award_reach(public.reward_awards) is
'How far the counter of an award is now, to compare with its level; NULL where nothing counts for it.';
