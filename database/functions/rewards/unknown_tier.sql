create or replace function app.unknown_tier(trigger public.reward_triggers) returns text
language sql stable security definer set search_path = '' as $$
  select said.tier
  from (
    select jsonb_array_elements_text(coalesce(nullif(trigger.definition #> '{audience,tiers}', 'null'), '[]')) as tier
    union all
    select trigger.reward ->> 'tier' where trigger.reward ->> 'kind' = 'tier_boost'
  ) as said
  where not exists (select from public.agent_tiers as a where a.tier = said.tier)
  order by said.tier limit 1
$$;

comment on function app.unknown_tier(public.reward_triggers) is
'A tier of agents that a trigger is for, or grants, and that there is not; NULL where all are known.';
