-- One bad item is recorded and set aside in a savepoint; what failed in this run is not taken again in this run.
create or replace function app.run_deal_timers(
  as_of timestamptz, batch integer, skipped uuid[] default '{}',
  out done integer, out errors integer, out failed uuid[], out more_due boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  due uuid;
  taken integer := 0;
begin
  done := 0;
  failed := '{}';
  for due in
    select e.id from public.escrows as e
    where e.deadline_at <= as_of and e.id <> all(skipped) order by e.deadline_at limit batch
  loop
    taken := taken + 1;
    begin
      done := done + (app.run_deal_timer(due, as_of) is not null)::integer;
    exception when others then
      perform app.note_failed_timer(jsonb_build_object('escrow_id', due), sqlstate, sqlerrm);
      failed := failed || due;
    end;
  end loop;
  errors := cardinality(failed);
  more_due := taken = batch;
end
$$;

comment on function app.run_deal_timers(timestamptz, integer, uuid[]) is
'What time does to so many escrows at most; skipped: what failed in an earlier pass. Whether there may be more.';

grant execute on function app.run_deal_timers(timestamptz, integer, uuid[]) to service;
