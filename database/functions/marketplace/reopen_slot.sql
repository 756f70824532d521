-- While its gig goes on, a slot is offered again: its money stays with the gig.
create or replace function app.reopen_slot(escrow public.escrows, deal public.deals) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  posted uuid;
begin
  if deal.slot_id is null or not exists (
    select from public.gigs as g where g.id = deal.gig_id and g.status in ('open', 'paused')
  ) then
    return null;
  end if;
  update public.gig_slots as s set status = 'open', deal_id = null where s.id = deal.slot_id;
  posted := ledger.post(
    'slot_reopened', app.hold_reference(escrow),
    array[
      ledger.account('deal_held', escrow.currency, escrow.brand_id, deal_id => deal.id),
      ledger.account('gig_held', escrow.currency, escrow.brand_id, gig_id => deal.gig_id)
    ],
    array[-escrow.total, escrow.total]
  );
  return posted;
end
$$;

comment on function app.reopen_slot(public.escrows, public.deals) is
'Held funds of a deal → its gig, whose slot is open again; NULL where the gig is over or there is no slot.';
