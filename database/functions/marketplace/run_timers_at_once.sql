-- All or none: whoever calls it takes them one by one where it fails.
create or replace function app.run_timers_at_once(escrow_ids uuid[], as_of timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  due constant public.escrows[] := array(
    select e from public.escrows as e
    where e.id = any(escrow_ids) and e.deadline_at <= as_of and app.goes_at_once(e) order by e.id
  );
begin
  perform app.step_by_time(due, as_of);
  return cardinality(due);
end
$$;

comment on function app.run_timers_at_once(uuid[], timestamptz) is
'What is due of escrows of as many deals, done in a few statements; of how many. The caller holds the locks. Raises what '
'app.run_deal_timer raises of any.';
