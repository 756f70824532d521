-- What goes with others goes first, all in a savepoint; where one of them fails, each goes by itself. One bad item is recorded and
-- set aside in a savepoint; what failed in this run is not taken again in this run. Of a deal one at once: its steps may end others.
create or replace function app.run_deal_timers(
  as_of timestamptz, batch integer, skipped uuid[] default '{}',
  out done integer, out errors integer, out failed uuid[], out more_due boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  due uuid;
  together uuid[];
  alone uuid[];
begin
  done := 0;
  failed := '{}';
  select
    array_agg(w.id order by w.deadline_at) filter (where w.goes_at_once),
    array_agg(w.id order by w.deadline_at) filter (where not w.goes_at_once)
  into together, alone
  from (
    select
      e.id, e.deadline_at,
      e.goes_at_once and row_number() over (partition by e.deal_id order by e.deadline_at, e.id) = 1 as goes_at_once
    from (
      select e.id, e.deal_id, e.deadline_at, app.goes_at_once(e) as goes_at_once from public.escrows as e
      where e.deadline_at <= as_of and e.id <> all(skipped) order by e.deadline_at limit batch
    ) as e
  ) as w;
  more_due := coalesce(cardinality(together || alone), 0) = batch;
  perform from app.lock_escrows(together || alone); -- all of them before the first wallet
  begin
    done := app.run_timers_at_once(together, as_of);
  exception when others then
    raise log 'timers go one by one: %', sqlerrm;
    alone := together || alone;
  end;
  foreach due in array coalesce(alone, '{}') loop
    begin
      done := done + (app.run_deal_timer(due, as_of) is not null)::integer;
    exception when others then
      perform app.note_failed_timer(jsonb_build_object('escrow_id', due), sqlstate, sqlerrm);
      failed := failed || due;
    end;
  end loop;
  errors := cardinality(failed);
end
$$;

comment on function app.run_deal_timers(timestamptz, integer, uuid[]) is
'What time does to so many escrows at most; skipped: what failed in an earlier pass. Whether there may be more.';

grant execute on function app.run_deal_timers(timestamptz, integer, uuid[]) to service;
