-- The word may come by webhook and by the worker's own question: the first books, the second finds it done. The wallet
-- first, as everywhere: several refunds of a payment are applied in one transaction.
create or replace function app.settle_refund(withdrawal_id uuid, refund_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  withdrawal public.wallet_transactions;
  wallet public.wallets;
begin
  perform ledger.refuse_nulls(num_nulls(withdrawal_id, refund_id));
  select w.* into wallet from public.wallets as w where w.id = (
    select t.wallet_id from public.wallet_transactions as t where t.id = settle_refund.withdrawal_id
  ) for no key update;
  select t.* into withdrawal from public.wallet_transactions as t
  where t.id = settle_refund.withdrawal_id and t.transaction_type = 'withdrawal' for no key update;
  if not found or withdrawal.status <> 'pending' then
    return false;
  end if;
  perform ledger.post(
    'refund_settled', 'refund_settled:' || withdrawal.id,
    array[
      ledger.account('refunds', wallet.currency, wallet.brand_id),
      ledger.account('stripe_clearing', wallet.currency)
    ],
    array[-withdrawal.amount, withdrawal.amount]
  );
  update public.wallet_transactions as t
  set status = 'completed', reference_id = refund_id, completed_at = now() where t.id = withdrawal.id;
  return true;
end
$$;

comment on function app.settle_refund(uuid, text) is 'Stripe sent the money back. False where that was known.';

grant execute on function app.settle_refund(uuid, text) to service;
