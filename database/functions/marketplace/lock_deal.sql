-- The brand's wallet pays: available → held. The posting comes last of what is locked.
create or replace function app.lock_deal(escrow public.escrows, moment timestamptz) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
  reference text;
  posted uuid;
begin
  if escrow.status <> 'payment_processing' then
    escrow.funding := 'wallet';
    escrow.deposit_id := null;
    escrow := app.step_escrow(escrow, 'payment_processing', moment);
  end if;
  select d.* into deal from public.deals as d where d.id = escrow.deal_id;
  update public.deal_milestones as m set due_at = moment + make_interval(days => m.due_days)
  where m.id = escrow.milestone_id;
  reference := app.hold_reference(escrow);
  posted := ledger.post_nonzero(
    'deal_lock', reference,
    array[
      ledger.account('brand_available', escrow.currency, escrow.brand_id),
      ledger.account('deal_held', escrow.currency, escrow.brand_id, deal_id => escrow.deal_id)
    ],
    array[-escrow.total, escrow.total]
  );
  perform app.record_wallet_transaction(
    app.wallet_of(escrow.brand_id, null, escrow.currency), 'reservation', escrow.total, -escrow.total, escrow.currency,
    reference, posted, left('Held for ' || deal.title, 500)
  );
  escrow := app.step_escrow(escrow, 'locked', moment, '', escrow.total, posted);
  perform app.close_filled_gig(deal.gig_id, moment);
  return escrow;
end
$$;

comment on function app.lock_deal(public.escrows, timestamptz) is
'Brand''s wallet → held funds of a milestone, whose work is due from then on. The caller holds the locks. Raises IM001 where '
'the wallet is short, IK001.';
