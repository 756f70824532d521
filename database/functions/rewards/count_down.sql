-- Behind the lock of the person. What went on with the counters of a version (carry_counters) gives back, too.
create or replace function app.count_down(fact_id uuid, at timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  fact public.reward_facts;
  entries jsonb;
  entry record;
begin
  select f.* into fact from public.reward_facts as f where f.id = fact_id and f.at = count_down.at;
  select jsonb_agg(e.said || jsonb_build_object('version', t.version)) into entries
  from jsonb_array_elements(fact.counted) as e (said)
  inner join public.reward_triggers as t on t.id = (e.said ->> 'trigger')::uuid and t.version >= (e.said ->> 'version')::integer
  where app.counters_begin_at(t.id, t.version) <= (e.said ->> 'version')::integer;
  if entries is null then
    return '[]';
  end if;
  for entry in
    select e.* from jsonb_to_recordset(entries) as e (
      trigger uuid, version integer, period text, what text, member text, value bigint
    )
  loop
    if entry.member is not null then
      update public.reward_counter_members as m set times = m.times - 1
      where m.user_id = fact.subject_user_id and m.trigger_id = entry.trigger and m.version = entry.version
        and m.period_key = entry.period and m.member = entry.member;
      delete from public.reward_counter_members as m
      where m.user_id = fact.subject_user_id and m.trigger_id = entry.trigger and m.version = entry.version
        and m.period_key = entry.period and m.member = entry.member and m.times <= 0;
      continue when not found;
    end if;
    update public.reward_counters as c set value = case
      when entry.what = 'streak_days' then app.longest_streak(c.user_id, c.trigger_id, c.version, c.period_key)
      else least(greatest(c.value::numeric - entry.value, -9223372036854775807), 9223372036854775807)::bigint
    end
    where c.user_id = fact.subject_user_id
      and c.trigger_id = entry.trigger and c.version = entry.version and c.period_key = entry.period;
  end loop;
  update public.reward_facts as f set counted = '[]' where f.id = fact.id and f.at = fact.at;
  return entries;
end
$$;

comment on function app.count_down(uuid, timestamptz) is
'Takes a fact out of all counters that it went into, once: nothing else of what was counted changes, whatever came in between; these, as '
'app.count_of names them.';
