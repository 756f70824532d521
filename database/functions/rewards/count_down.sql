-- Behind the lock of the person. What went on with the counters of a version (carry_counters) gives back, too.
create or replace function app.count_down(fact_id uuid, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  fact public.reward_facts;
  entries jsonb;
  gone jsonb;
begin
  select f.* into fact from public.reward_facts as f where f.id = fact_id and f.at = count_down.at;
  select jsonb_agg(e.entry || jsonb_build_object('version', t.version)) into entries
  from jsonb_array_elements(fact.counted) as e (entry)
  inner join public.reward_triggers as t on t.id = (e.entry ->> 'trigger')::uuid and t.version >= (e.entry ->> 'version')::integer
  where not exists (
    select from public.reward_triggers as w
    where w.id = t.id and w.version > (e.entry ->> 'version')::integer and w.version <= t.version
      and (w.status = 'draft' or not w.carry_counters or w.live_at is null)
  );
  if entries is null then
    return;
  end if;
  update public.reward_counters as c
  set value = least(greatest(c.value::numeric - e.value, -9223372036854775807), 9223372036854775807)::bigint
  from jsonb_to_recordset(entries) as e (trigger uuid, version integer, period text, member text, value bigint)
  where c.user_id = fact.subject_user_id and e.member is null
    and c.trigger_id = e.trigger and c.version = e.version and c.period_key = e.period;
  with counted as (
    update public.reward_counter_members as m set times = m.times - 1
    from jsonb_to_recordset(entries) as e (trigger uuid, version integer, period text, what text, member text)
    where m.user_id = fact.subject_user_id
      and m.trigger_id = e.trigger and m.version = e.version and m.period_key = e.period and m.member = e.member
    returning m.trigger_id, m.version, m.period_key, m.member, m.times, e.what
  )
  select jsonb_agg(to_jsonb(c)) into gone from counted as c where c.times <= 0;
  delete from public.reward_counter_members as m
  using jsonb_to_recordset(gone) as g (trigger_id uuid, version integer, period_key text, member text)
  where m.user_id = fact.subject_user_id and m.trigger_id = g.trigger_id and m.version = g.version
    and m.period_key = g.period_key and m.member = g.member;
  update public.reward_counters as c
  set value = case when g.what = 'streak_days' then app.longest_streak(c.user_id, c.trigger_id, c.version, c.period_key) else c.value - 1 end
  from jsonb_to_recordset(gone) as g (trigger_id uuid, version integer, period_key text, what text)
  where c.user_id = fact.subject_user_id
    and c.trigger_id = g.trigger_id and c.version = g.version and c.period_key = g.period_key;
  update public.reward_facts as f set counted = '[]' where f.id = fact.id and f.at = fact.at;
end
$$;

comment on function app.count_down(uuid, timestamptz) is
'Takes a fact out of all counters that it went into, once: nothing else of what was counted changes, whatever came in between.';
