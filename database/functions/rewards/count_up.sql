-- Behind the lock of the person (app.lock_reward_subject).
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
  select jsonb_agg(to_jsonb(c)) into fresh from counted as c where c.times = 1;
  update public.reward_counters as c
  set value = case when e.what = 'streak_days' then app.longest_streak(c.user_id, c.trigger_id, c.version, c.period_key) else c.value + 1 end
  from jsonb_to_recordset(fresh) as f (trigger_id uuid, version integer, period_key text)
  inner join jsonb_to_recordset(entries) as e (trigger uuid, version integer, what text)
    on e.trigger = f.trigger_id and e.version = f.version
  where c.user_id = count_up.user_id
    and c.trigger_id = f.trigger_id and c.version = f.version and c.period_key = f.period_key;
end
$$;

comment on function app.count_up(uuid, timestamptz, jsonb) is
'Adds a fact of a moment to the counters that app.count_of named (entries). A sum that is more than a bigint can hold stays at its end.';
