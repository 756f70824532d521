-- The word may come by webhook and by the worker's own question: the first books, the second finds it done.
create or replace function app.settle_payout(payout_id uuid, transfer_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
begin
  perform ledger.refuse_nulls(num_nulls(payout_id, transfer_id));
  select p.* into payout from public.payouts as p where p.id = settle_payout.payout_id for no key update;
  if not found or payout.status not in ('pending', 'manual_review') then
    return false;
  end if;
  update public.payouts as p
  set status = 'paid', stripe_transfer_id = transfer_id, paid_at = now(), failure_reason = null where p.id = payout.id;
  update public.earnings as e set status = 'paid', paid_at = now() where e.payout_id = payout.id;
  perform ledger.post(
    'payout_settled', 'payout_settled:' || payout.id,
    array[
      ledger.account('payout_in_transit', payout.currency, null, payout.creator_user_id),
      ledger.account('stripe_clearing', payout.currency)
    ],
    array[-payout.amount, payout.amount]
  );
  update public.wallet_transactions as t set status = 'completed', completed_at = now()
  where t.transaction_type = 'transfer' and t.reference_id = 'payout:' || payout.id;
  perform app.notify(
    payout.creator_user_id, 'payments', 'payment_received', 'You have been paid',
    'A payout is on its way to your connected account.',
    jsonb_build_object('payout_id', payout.id, 'amount', payout.amount, 'currency', payout.currency)
  );
  return true;
end
$$;

comment on function app.settle_payout(uuid, text) is 'Stripe made the transfer. False where that was known.';

grant execute on function app.settle_payout(uuid, text) to service;
