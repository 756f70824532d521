-- owner: app_owner
-- As common.models.reward_definitions.TriggerDefinition: a property test holds one to the other. In the kernel, because a check of
-- reward_triggers calls it. What depends on the type of fact is app.guard_trigger_definition's.
create or replace function app.is_trigger_definition(definition jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  d constant jsonb := definition;
  spec jsonb;
begin
  if jsonb_typeof(d) is distinct from 'object' or length(d::text) > 8000 or d - array['on', 'who', 'where', 'count', 'window',
    'time_zone', 'levels', 'requires', 'cooldown', 'per_subject_max', 'audience'] <> '{}' then
    return false;
  end if;
  spec := coalesce(d -> 'count', '{}');
  if not app.is_text_like(d -> 'on', '^[a-z]+(\.[a-z]+)+$', 64)
    or not app.is_text_like(coalesce(nullif(d -> 'who', 'null'), '"creator"'), '^(creator|brand|agent)$', 8)
    or not app.is_text_like(
      coalesce(d -> 'window', '"day"'), '^(lifetime|day|week|month|campaign|rolling:([1-8]?[1-9]|[1-9]0)d)$', 12
    )
    or not app.is_text_like(
      coalesce(d -> 'time_zone', '"user"'), '^(user|UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z_+-]*[A-Za-z0-9]){1,2})$', 64
    )
    or not app.is_list_of_texts(coalesce(d -> 'requires', '[]'), '^[a-z0-9](-?[a-z0-9])*$', 5)
    or not app.is_whole_number(coalesce(nullif(d -> 'per_subject_max', 'null'), '1'), 1, 10000)
    or not app.is_text_like(coalesce(nullif(d -> 'cooldown', 'null'), '"P1D"'), '^P', 32)
    or coalesce(app.cooldown_minutes(coalesce(d ->> 'cooldown', 'P1D')), 0) not between 1 and 366 * 1440
    or not app.are_levels(coalesce(d -> 'levels', '[1]'))
    or not app.is_reward_audience(d -> 'audience')
    or not app.is_count_spec(spec)
    or jsonb_typeof(coalesce(d -> 'where', '[]')) <> 'array' then
    return false;
  elsif spec ->> 'what' = 'distinct' and (coalesce(d -> 'levels', '[1]') ->> -1)::bigint > 1000
    or spec ->> 'what' in ('distinct', 'streak_days') and d ->> 'window' like 'rolling%' then
    return false;
  end if;
  return jsonb_array_length(coalesce(d -> 'where', '[]')) <= 20 and not exists (
    select from jsonb_array_elements(coalesce(d -> 'where', '[]')) as w (asked) where not app.is_fact_condition(w.asked)
  );
end
$$;

comment on function app.is_trigger_definition(jsonb) is
'Whether it is the definition of a reward trigger, each part of its kind and within its bounds; never NULL, never an error.';

grant execute on function app.is_trigger_definition(jsonb) to app_internal, admin, service, authenticated;
