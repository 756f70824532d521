create or replace function app.counting_of(trigger public.reward_triggers) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'on', trigger.definition -> 'on',
    'what', coalesce(trigger.definition #>> '{count,what}', 'events'), 'field', trigger.definition #>> '{count,field}',
    'window', coalesce(trigger.definition ->> 'window', 'lifetime'),
    'rounds', coalesce(trigger.definition ->> 'window', 'lifetime') = 'lifetime' and trigger.definition ->> 'cooldown' is not null,
    'time_zone', coalesce(trigger.definition ->> 'time_zone', 'user')
  )
$$;

comment on function app.counting_of(public.reward_triggers) is
'What the counters of a version mean: two versions with the same have counters of the same kind, whatever their conditions and levels.';
