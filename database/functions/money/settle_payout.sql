-- The word may come by webhook and by the worker's own question: the first books, the second finds it done.
create or replace function app.settle_payout(payout_id uuid, transfer_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
begin
  perform ledger.refuse_nulls(num_nulls(payout_id, transfer_id));
  select p.* into payout from public.payouts as p where p.id = settle_payout.payout_id for no key update;
  if not found or payout.status = 'paid' then
    return false;
  elsif payout.status = 'failed' then
    perform app.cover_payout(payout);
  end if;
  update public.payouts as p set
    status = 'paid', stripe_transfer_id = transfer_id, paid_at = now(), failure_reason = null, failure_code = null
  where p.id = payout.id;
  update public.earnings as e set status = 'paid', paid_at = now() where e.payout_id = payout.id;
  -- What was held after it had been sent is paid all the same: by way of available, as its states go. It waits for nobody.
  with late as (
    update public.commissions as c set status = 'available' where c.payout_id = payout.id and c.status <> 'available'
    returning c.id
  )
  update public.commission_holds as h set released_at = now()
  from late as l where h.commission_id = l.id and h.released_at is null;
  -- Nor does what was taken back of it: that is owed to us now.
  update public.commissions as c set status = case when c.available_at <= now() then 'available' else 'pending' end
  from public.commissions as o
  where o.payout_id = payout.id and c.reverses = o.id and c.status = 'held' and c.payout_id is null;
  update public.commissions as c set status = 'paid', paid_at = now() where c.payout_id = payout.id;
  perform ledger.post(
    'payout_settled', 'payout_settled:' || payout.id,
    array[
      ledger.account('payout_in_transit', payout.currency, null, payout.creator_user_id),
      ledger.account('stripe_clearing', payout.currency)
    ],
    array[-payout.amount, payout.amount]
  );
  update public.wallet_transactions as t set status = 'completed', completed_at = now()
  where t.transaction_type = 'transfer' and t.reference_id = 'payout:' || payout.id and t.status = 'pending';
  -- Should the same trouble come back after this, it is news.
  update public.connected_accounts as a set told_reason = null
  where a.stripe_account_id = payout.stripe_account_id and a.told_reason is not null;
  perform app.notify(
    payout.creator_user_id, 'payments', 'payment_received', 'You have been paid',
    'A payout is on its way to your connected account.',
    jsonb_build_object('payout_id', payout.id, 'amount', payout.amount, 'currency', payout.currency)
  );
  return true;
end
$$;

comment on function app.settle_payout(uuid, text) is
'Stripe made the transfer, and be it one that we had given up. False where that was known.';

grant execute on function app.settle_payout(uuid, text) to service;
