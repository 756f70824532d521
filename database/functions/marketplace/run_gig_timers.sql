-- T8, T6 and T12: gigs whose time is over, applications and offers that nobody answered.
create or replace function app.run_gig_timers(
  as_of timestamptz, batch integer, skipped uuid[] default '{}',
  out done integer, out errors integer, out failed uuid[], out more_due boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  placed constant integer := app.place_lost_gigs(batch);
  taken integer := 0;
begin
  done := 0;
  failed := '{}';
  for due in
    (select g.id, 'gig' as kind from public.gigs as g
      where g.status in ('open', 'paused') and g.ends_at <= as_of and g.id <> all(skipped) order by g.ends_at limit batch)
    union all
    (select a.id, 'application' from public.gig_applications as a
      where a.status in ('submitted', 'shortlisted') and a.expires_at <= as_of and a.id <> all(skipped)
      order by a.expires_at limit batch)
    union all
    (select d.id, 'offer' from public.deals as d
      where d.status = 'offered' and d.offer_expires_at <= as_of and d.id <> all(skipped)
      order by d.offer_expires_at limit batch)
  loop
    taken := taken + 1;
    begin
      perform app.end_by_time(due.kind, due.id, as_of);
      done := done + 1;
    exception when others then
      perform app.note_failed_timer(jsonb_build_object('kind', due.kind, 'id', due.id), sqlstate, sqlerrm);
      failed := failed || due.id;
    end;
  end loop;
  errors := cardinality(failed);
  more_due := taken >= batch or placed >= batch;
end
$$;

comment on function app.run_gig_timers(timestamptz, integer, uuid[]) is
'Closes gigs, lets applications and offers expire, so many of each at most; skipped: what failed in an earlier pass.';

grant execute on function app.run_gig_timers(timestamptz, integer, uuid[]) to service;
