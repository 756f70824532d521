-- owner: app_owner
-- As common.models.reward_triggers.Reward: a property test holds one to the other.
create or replace function app.is_reward(reward jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  one_uuid constant text := '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$';
begin
  if jsonb_typeof(reward) is distinct from 'object' or not app.is_text_like(reward -> 'kind', '', 12) then
    return false;
  end if;
  return coalesce(case reward ->> 'kind'
    when 'money' then reward - array['kind', 'amount', 'currency'] = '{}'
      and app.is_whole_number(reward -> 'amount', 1, 1000000000000)
      and app.is_text_like(reward -> 'currency', '^[a-z]{3}$', 3)
    when 'token' then reward - array['kind', 'amount', 'currency'] = '{}'
      and app.is_whole_number(reward -> 'amount', 1, 1000000000000)
      and app.is_text_like(reward -> 'currency', '^[a-z]{4,8}$', 8)
    when 'points' then reward - array['kind', 'points'] = '{}' and app.is_whole_number(reward -> 'points', 1, 1000000)
    when 'badge' then reward - array['kind', 'achievement', 'level'] = '{}'
      and app.is_text_like(reward -> 'achievement', '^[a-z0-9](-?[a-z0-9])*$', 64)
      and app.is_whole_number(coalesce(reward -> 'level', '1'), 1, 1000000)
    when 'coupon' then reward - array['kind', 'plan', 'coupon'] = '{}'
      and app.is_text_like(reward -> 'plan', '^[A-Za-z0-9_.-]+$', 64)
      and app.is_text_like(reward -> 'coupon', '^[A-Za-z0-9_.-]+$', 64)
    when 'tier_boost' then reward - array['kind', 'tier', 'days'] = '{}'
      and app.is_text_like(reward -> 'tier', '^[a-z][a-z0-9_]{0,31}$', 32)
      and app.is_whole_number(reward -> 'days', 1, 366)
    when 'locker' then reward - array['kind', 'drop_id', 'item_id'] = '{}'
      and app.is_text_like(reward -> 'drop_id', one_uuid, 36) and app.is_text_like(reward -> 'item_id', one_uuid, 36)
  end, false);
end
$$;

comment on function app.is_reward(jsonb) is
'Whether it is what a reward trigger grants: a kind that is known, with what belongs to it; never NULL, never an error.';

grant execute on function app.is_reward(jsonb) to app_internal, admin, service, authenticated;
