create or replace function app.counters_begin_at(trigger_id uuid, version integer) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(max(t.version), 1) from public.reward_triggers as t
  where t.id = counters_begin_at.trigger_id and t.version <= counters_begin_at.version and not (t.carry_counters and t.live_at is not null)
$$;

comment on function app.counters_begin_at(uuid, integer) is
'The version with which the counters of a version began: that one itself, or where it went on with those of the ones before it '
'(carry_counters), the first of these.';
