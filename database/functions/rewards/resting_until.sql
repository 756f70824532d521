-- From the fact on that caused the award, not from when somebody counted it.
create or replace function app.resting_until(user_id uuid, trigger public.reward_triggers) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select coalesce((select f.at from public.reward_facts as f where f.id = a.cause_fact_id), a.granted_at)
    + (trigger.definition ->> 'cooldown')::interval
  from public.reward_awards as a
  where trigger.definition ->> 'cooldown' is not null
    and a.trigger_id = trigger.id and a.user_id = resting_until.user_id
  order by a.granted_at desc, a.id desc limit 1
$$;

comment on function app.resting_until(uuid, public.reward_triggers) is
'Until when facts of somebody count nowhere for a trigger, after its last award; NULL where it does not rest.';
