create or replace function app.is_refused_reward(trigger public.reward_triggers, user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select (trigger.reward ->> 'kind' not in ('points', 'badge') and exists (
    select from public.brand_memberships as m
    where m.brand_id = trigger.brand_id and m.user_id = is_refused_reward.user_id and m.status = 'active'
  )) or (trigger.reward ->> 'kind' = 'tier_boost' and not exists (
    select from public.agent_profiles as a where a.user_id = is_refused_reward.user_id and a.status <> 'banned'
  ))
$$;

comment on function app.is_refused_reward(public.reward_triggers, uuid) is
'Whether somebody may have nothing of what a trigger grants, whatever they do (app.award_obstacle, app.award_failure): who belongs to the '
'brand that pays, and for a boost who is no agent.';
