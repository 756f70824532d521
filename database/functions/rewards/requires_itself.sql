-- A circle of achievements that each ask for the next one nobody would ever enter.
create or replace function app.requires_itself(trigger public.reward_triggers) returns boolean
language sql stable security definer set search_path = '' as $$
  with recursive asked (achievement) as (
    select r.key from jsonb_array_elements_text(coalesce(trigger.definition -> 'requires', '[]')) as r (key)
    union
    select r.key
    from asked as a
    inner join public.reward_triggers as t
      on t.reward ->> 'kind' = 'badge' and t.reward ->> 'achievement' = a.achievement
        and t.status in ('live', 'paused') and t.id <> trigger.id
    cross join jsonb_array_elements_text(coalesce(t.definition -> 'requires', '[]')) as r (key)
  )
  select exists (select from asked as a where a.achievement = trigger.reward ->> 'achievement')
$$;

comment on function app.requires_itself(public.reward_triggers) is
'Whether the achievement that a trigger grants is required for it, itself or by what is required, over all that are live or paused.';
