create or replace function app.count_fact(fact public.reward_facts, trigger public.reward_triggers) returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  entries jsonb;
begin
  if not app.lock_reward_subject(fact.subject_user_id) then
    return 0;
  end if;
  -- As it is by now: between the caller's reading and the lock somebody else may have counted it.
  select f.* into fact from public.reward_facts as f where f.id = fact.id and f.at = fact.at for update;
  -- A reversal counts for nothing here: it took back what its original has counted, when it was applied.
  if not found or fact.type <> trigger.fact_type or app.fact_counts_for(fact, trigger) is not null then
    return 0;
  end if;
  entries := jsonb_build_array(app.count_of(fact, trigger, app.time_zone_of(fact.subject_user_id)));
  update public.reward_facts as f set counted = f.counted || entries where f.id = fact.id and f.at = fact.at;
  perform app.count_up(fact.subject_user_id, fact.at, entries);
  return app.grant_reached(fact.subject_user_id, entries, fact.id);
end
$$;

comment on function app.count_fact(public.reward_facts, public.reward_triggers) is
'Counts one fact for one version of a trigger, once, and grants what is reached; how many awards. For backfills: whether the trigger is live '
'is not asked, and nobody is told.';

grant execute on function app.count_fact(public.reward_facts, public.reward_triggers) to service;
