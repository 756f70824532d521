-- With a cooldown a lifetime has rounds: when the highest level was granted the next begins, and its counter at nothing. The highest
-- one was that of the version of then: rounds go on whatever levels the next version has.
create or replace function app.award_round(user_id uuid, trigger public.reward_triggers) returns text
language sql stable security definer set search_path = '' as $$
  select case when trigger.definition ->> 'cooldown' is null then 'all' else (
    select (1 + coalesce(max(a.period_key::bigint), 0))::text
    from public.reward_awards as a
    inner join public.reward_triggers as t on t.id = a.trigger_id and t.version = a.version
    where a.trigger_id = trigger.id and a.user_id = award_round.user_id and a.period_key ~ '^[0-9]{1,9}$' and a.level = (
      select max(l.level::bigint) from jsonb_array_elements_text(coalesce(t.definition -> 'levels', '[1]')) as l (level)
    )
  ) end
$$;

comment on function app.award_round(uuid, public.reward_triggers) is
'The period of the next award of a trigger with a lifetime or rolling window: all, or with a cooldown its running number.';
