-- Without an amount: all that is unspent and that deposits can take back; of nothing the smallest unit is asked for, so
-- that the answer says why there is nothing.
create or replace function app.withdraw_unspent(wallet_id uuid, amount bigint default null)
returns table (withdrawal_id uuid, payment_intent_id text, refund_amount bigint)
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
  unspent constant bigint := ledger.balance(ledger.account('brand_available', wallet.currency, wallet.brand_id));
  refundable constant bigint := (
    select coalesce(sum(t.amount - t.refunded_amount), 0) from public.wallet_transactions as t
    where t.wallet_id = wallet.id and t.transaction_type = 'deposit' and t.status = 'completed'
  );
begin
  return query
  select w.withdrawal_id, w.payment_intent_id, w.refund_amount
  from app.begin_withdrawal(wallet.id, coalesce(amount, greatest(least(unspent, refundable), 1))) as w;
end
$$;

comment on function app.withdraw_unspent(uuid, bigint) is
'app.begin_withdrawal of so many minor units, or of all that can go back. Raises what it raises.';

grant execute on function app.withdraw_unspent(uuid, bigint) to authenticated, admin;
