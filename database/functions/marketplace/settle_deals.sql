-- What follows when escrows are over: their slots are done, later milestones that nobody paid for go with a refund or a
-- cancellation, and a deal ends with its last one.
create or replace function app.settle_deals(escrows public.escrows[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  ended constant uuid[] := array(select e.deal_id from unnest(escrows) as e);
  paid constant uuid[] := array(select e.deal_id from unnest(escrows) as e where e.status = 'released');
  later public.escrows[];
begin
  if cardinality(paid) > 0 then
    update public.gig_slots as s set status = 'approved'
    from public.deals as d where d.id = any(paid) and s.id = d.slot_id;
  end if;
  if cardinality(paid) < cardinality(ended) then
    later := array(
      select l from unnest(escrows) as e
      inner join public.deal_milestones as o on o.id = e.milestone_id
      inner join public.deal_milestones as m on m.deal_id = e.deal_id and m.number > o.number
      inner join public.escrows as l on l.milestone_id = m.id
      where e.status <> 'released' and l.status in ('pending_payment', 'failed')
      order by l.id for no key update of l
    );
    perform app.step_escrows(later, 'cancelled', moment, array_fill(
      'an earlier milestone ended without its work'::text, array[cardinality(later)]
    ));
  end if;
  update public.deals as d
  set status = case when exists (
      select from public.escrows as e where e.deal_id = d.id and e.status = 'released'
    ) then 'completed' else 'cancelled' end,
    closed_at = moment
  where d.id = any(ended) and d.status = 'active' and not exists (
    select from public.escrows as e
    where e.deal_id = d.id and e.status not in ('released', 'refunded', 'cancelled')
  );
end
$$;

comment on function app.settle_deals(public.escrows[], timestamptz) is
'After escrows have ended: slots, later milestones, deals. The caller holds the locks of the deals.';
