create or replace function app.refund_escrow(escrow public.escrows, moment timestamptz, reason text default '')
returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
  reference text;
  posted uuid;
begin
  escrow := app.step_escrow(escrow, 'refunding', moment, reason);
  select d.* into deal from public.deals as d where d.id = escrow.deal_id;
  posted := app.reopen_slot(escrow, deal);
  if posted is null then
    reference := app.hold_reference(escrow);
    posted := ledger.post(
      'deal_refund', reference,
      array[
        ledger.account('deal_held', escrow.currency, escrow.brand_id, deal_id => escrow.deal_id),
        ledger.account('brand_available', escrow.currency, escrow.brand_id)
      ],
      array[-escrow.total, escrow.total]
    );
    perform app.record_wallet_transaction(
      app.wallet_of(escrow.brand_id, null, escrow.currency), 'release', escrow.total, escrow.total, escrow.currency,
      reference, posted, left('Back from ' || deal.title, 500)
    );
    update public.gig_slots as s set status = 'refunded' where s.id = deal.slot_id;
  end if;
  escrow.refunded_amount := escrow.total;
  escrow := app.step_escrow(escrow, 'refunded', moment, reason, escrow.total, posted);
  perform app.settle_deal(escrow, moment);
  return escrow;
end
$$;

comment on function app.refund_escrow(public.escrows, timestamptz, text) is
'Held funds → the brand''s wallet, or the gig that goes on offering the slot. The caller holds the locks. Raises IK001, IK003.';
