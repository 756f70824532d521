-- What the engine wrote beside each fact says which counters it went into: nothing is worked out a second time. What went on with
-- the counters of the version before (carry_counters) counted its facts, too.
create or replace function app.own_counted_facts(trigger_id uuid, version integer, first_period text, last_period text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('type', f.type, 'at', f.at, 'data', f.data - 'role') order by f.at desc, f.id desc), '[]'
  )
  from (
    select f.id, f.type, f.at, f.data
    from public.reward_triggers as t
    inner join public.reward_facts as f on f.subject_user_id = auth.uid() and f.type = t.fact_type and f.applied_at is not null
    where t.id = own_counted_facts.trigger_id and t.version = own_counted_facts.version and exists (
      select from jsonb_to_recordset(f.counted) as e (trigger uuid, version integer, period text)
      where e.trigger = t.id and e.version between app.counters_begin_at(t.id, t.version) and t.version
        and e.period between own_counted_facts.first_period and own_counted_facts.last_period
    )
    order by f.at desc, f.id desc limit 20
  ) as f
$$;

comment on function app.own_counted_facts(uuid, integer, text, text) is
'The last twenty facts of the caller that a version of a trigger has counted in the periods from first to last, the newest first: type, '
'at, data.';
