-- What requires an achievement was counted all the time; only its grant waited for it.
create or replace function app.grant_waiting(user_id uuid, achievement_key text, cause_fact_id uuid default null) returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  entries jsonb;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('rewards', 0));
  if not app.lock_reward_subject(user_id) then
    return 0;
  end if;
  select jsonb_agg(jsonb_build_object(
    'trigger', t.id, 'version', t.version, 'period', c.period_key,
    'award_period', case when t.definition ->> 'window' like 'rolling:%' then app.award_round(grant_waiting.user_id, t) else c.period_key end
  )) into entries
  from public.reward_triggers as t
  inner join public.reward_programs as p on p.id = t.program_id and app.is_counting(p)
  inner join public.reward_counters as c
    on c.user_id = grant_waiting.user_id and c.trigger_id = t.id and c.version = t.version
  where t.status = 'live' and t.definition -> 'requires' ? achievement_key;
  return case when entries is null then 0 else app.grant_reached(user_id, entries, cause_fact_id) end;
end
$$;

comment on function app.grant_waiting(uuid, text, uuid) is
'Grants what waited for an achievement that somebody has unlocked, in all periods that were counted; how many awards. The fact that '
'unlocked it is their cause.';
