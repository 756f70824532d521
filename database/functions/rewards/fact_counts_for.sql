create or replace function app.fact_counts_for(fact public.reward_facts, trigger public.reward_triggers) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if fact.type = trigger.fact_type || '.reversed' then
    return case when not exists (
      select from jsonb_array_elements((app.reversed_fact(fact)).counted) as e (entry)
      where e.entry @> jsonb_build_object('trigger', trigger.id, 'version', trigger.version)
    ) then 'reversal' end;
  elsif fact.counted @> jsonb_build_array(jsonb_build_object('trigger', trigger.id, 'version', trigger.version)) then
    return 'counted';
  end if;
  if exists (
    select from public.reward_programs as p
    where p.id = trigger.program_id and (p.status = 'ended' or fact.at < p.starts_at or fact.at >= p.ends_at)
  ) then
    return 'program';
  end if;
  return app.count_of(fact, trigger, app.time_zone_of(fact.subject_user_id)) ->> 'why';
end
$$;

comment on function app.fact_counts_for(public.reward_facts, public.reward_triggers) is
'NULL where a fact counts for a version of a trigger, else why it does not: type, depth (rewards caused by rewards, more than three), who, '
'brand, condition, field (nothing to sum or to tell apart), window (no campaign), program (not then), audience, reversed (it was taken '
'back), cooldown, counted (already), reversal (what it takes back was not counted). Draft triggers may be asked, too.';

grant execute on function app.fact_counts_for(public.reward_facts, public.reward_triggers) to service;
