-- Behind the lock of the person (app.lock_reward_subject). All by inserts that meet what is there: they look a key up, whatever the
-- planner thinks how large the table is, and a join with it may read all of it.
create or replace function app.count_up(user_id uuid, at timestamptz, entries jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  fresh jsonb;
begin
  insert into public.reward_counters as c (user_id, trigger_id, version, period_key, value, last_at)
  select count_up.user_id, e.trigger, e.version, e.period, case when e.member is null then e.value else 0 end, count_up.at
  from jsonb_to_recordset(entries) as e (trigger uuid, version integer, period text, member text, value bigint)
  on conflict on constraint reward_counters_pkey do update set
  value = least(greatest(c.value::numeric + excluded.value, -9223372036854775807), 9223372036854775807)::bigint,
  last_at = greatest(c.last_at, excluded.last_at);
  if not entries @? '$[*].member ? (@ != null)' then
    return;
  end if;
  with counted as (
    insert into public.reward_counter_members as m (user_id, trigger_id, version, period_key, member, times)
    select count_up.user_id, e.trigger, e.version, e.period, e.member, 1
    from jsonb_to_recordset(entries) as e (trigger uuid, version integer, period text, member text)
    where e.member is not null
    on conflict on constraint reward_counter_members_pkey do update set times = m.times + 1
    returning m.trigger_id, m.version, m.period_key, m.times
  )
  select jsonb_agg(to_jsonb(c) || jsonb_build_object('what', e.what)) into fresh
  from counted as c
  inner join jsonb_to_recordset(entries) as e (trigger uuid, version integer, what text)
    on e.trigger = c.trigger_id and e.version = c.version
  where c.times = 1;
  if fresh is null then
    return;
  end if;
  insert into public.reward_counters as c (user_id, trigger_id, version, period_key, value)
  select count_up.user_id, f.trigger_id, f.version, f.period_key, 1
  from jsonb_to_recordset(fresh) as f (trigger_id uuid, version integer, period_key text, what text) where f.what = 'distinct'
  on conflict on constraint reward_counters_pkey do update set value = c.value + 1;
  insert into public.reward_counters as c (user_id, trigger_id, version, period_key, value)
  select count_up.user_id, f.trigger_id, f.version, f.period_key,
    app.longest_streak(count_up.user_id, f.trigger_id, f.version, f.period_key)
  from jsonb_to_recordset(fresh) as f (trigger_id uuid, version integer, period_key text, what text) where f.what = 'streak_days'
  on conflict on constraint reward_counters_pkey do update set value = excluded.value;
end
$$;

comment on function app.count_up(uuid, timestamptz, jsonb) is
'Adds a fact of a moment to the counters that app.count_of named (entries). A sum that is more than a bigint can hold stays at its end.';
