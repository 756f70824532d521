create or replace function app.missing_achievements(user_id uuid, trigger public.reward_triggers) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(
    select r.key from jsonb_array_elements_text(trigger.definition -> 'requires') as r (key)
    where not exists (
      select from public.user_achievements as u
      where u.user_id = missing_achievements.user_id and u.achievement_key = r.key and u.revoked_at is null
    )
    order by r.key
  )
$$;

comment on function app.missing_achievements(uuid, public.reward_triggers) is
'Keys of the achievements that a trigger requires and that somebody has not, or has no more.';
