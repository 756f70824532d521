-- Somebody refunded in Stripe's dashboard: the money was gone before we heard of it. What the wallet does not have of it is
-- lost, as a dispute is.
create or replace function app.record_refund_at_stripe(payment_intent_id text, refund_id text, amount bigint)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
  wallet public.wallets;
begin
  perform ledger.refuse_nulls(num_nulls(payment_intent_id, refund_id, amount));
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  select w.* into wallet from public.wallets as w where w.id = deposit.wallet_id;
  if not found then
    return false;
  end if;
  perform app.lock_held_funds(wallet.brand_id, wallet.currency, true);
  if not app.take_back(deposit, 'refund_at_stripe', 'withdrawal', refund_id, record_refund_at_stripe.amount) then
    return false;
  end if;
  perform app.collect_loss(wallet.brand_id, wallet.currency, deposit.id, now());
  perform app.weigh_holds(wallet.brand_id, wallet.currency, now());
  return true;
end
$$;

comment on function app.record_refund_at_stripe(text, text, bigint) is
'A refund that someone made in Stripe''s dashboard; what the wallet does not cover is collected as a loss. False for one that we know.';

grant execute on function app.record_refund_at_stripe(text, text, bigint) to service;
