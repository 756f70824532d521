-- Behind the lock `rewards`, exclusively: nobody counts meanwhile.
create or replace function app.carry_counters(trigger_id uuid, from_version integer, to_version integer) returns void
language sql security definer set search_path = '' as $$
  insert into public.reward_counters (user_id, trigger_id, version, period_key, value, last_at)
  select c.user_id, c.trigger_id, carry_counters.to_version, c.period_key, c.value, c.last_at
  from public.reward_counters as c
  where c.trigger_id = carry_counters.trigger_id and c.version = carry_counters.from_version;
  insert into public.reward_counter_members (user_id, trigger_id, version, period_key, member, times)
  select m.user_id, m.trigger_id, carry_counters.to_version, m.period_key, m.member, m.times
  from public.reward_counter_members as m
  inner join public.reward_counters as c using (user_id, trigger_id, version, period_key)
  where c.trigger_id = carry_counters.trigger_id and c.version = carry_counters.from_version;
$$;

comment on function app.carry_counters(uuid, integer, integer) is 'The counters of one version of a trigger, and what they have counted, for another one, too.';
