-- What follows when an escrow is over: its slot is done, later milestones that nobody paid for go with a refund, and the
-- deal ends with its last one.
create or replace function app.settle_deal(escrow public.escrows, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  later public.escrows;
begin
  if escrow.status = 'released' then
    update public.gig_slots as s set status = 'approved'
    from public.deals as d where d.id = escrow.deal_id and s.id = d.slot_id;
  else
    for later in
      select e.* from public.escrows as e
      inner join public.deal_milestones as m on m.id = e.milestone_id
      where e.deal_id = escrow.deal_id and e.status in ('pending_payment', 'failed') and m.number > (
        select o.number from public.deal_milestones as o where o.id = escrow.milestone_id
      )
      order by m.number for no key update of e
    loop
      perform app.step_escrow(later, 'cancelled', moment, 'an earlier milestone ended without its work');
    end loop;
  end if;
  update public.deals as d
  set status = case when exists (
      select from public.escrows as e where e.deal_id = d.id and e.status = 'released'
    ) then 'completed' else 'cancelled' end,
    closed_at = moment
  where d.id = escrow.deal_id and d.status = 'active' and not exists (
    select from public.escrows as e
    where e.deal_id = d.id and e.status not in ('released', 'refunded', 'cancelled')
  );
end
$$;

comment on function app.settle_deal(public.escrows, timestamptz) is
'After an escrow has ended: slot, later milestones, deal. The caller holds the lock of the deal.';
