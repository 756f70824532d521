-- Webhooks come twice and together: the wallet's lock puts them in a row, the payment's id is the key of the post.
create or replace function app.credit_deposit(
  transaction_id uuid, payment_intent_id text, amount_received bigint, currency text, charge_id text
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  wallet public.wallets;
  deposit public.wallet_transactions;
  posted uuid;
begin
  select w.* into wallet from public.wallets as w where w.id = (
    select t.wallet_id from public.wallet_transactions as t
    where t.id = credit_deposit.transaction_id and t.transaction_type = 'deposit'
  ) for no key update;
  select t.* into deposit from public.wallet_transactions as t
  where t.id = credit_deposit.transaction_id for no key update;
  if deposit.status = 'completed' and deposit.reference_id = payment_intent_id then
    return false;
  elsif deposit.id is null or wallet.id is null or deposit.status <> 'pending'
    or deposit.reference_id <> payment_intent_id or wallet.currency <> credit_deposit.currency
    or amount_received <= 0
  then
    raise exception using
      errcode = 'IM008', message = 'what Stripe reports does not fit this deposit',
      detail = jsonb_build_object(
        'transaction_id', transaction_id, 'status', deposit.status, 'currency', wallet.currency,
        'currency_received', credit_deposit.currency, 'amount_received', amount_received
      )::text;
  end if;
  posted := ledger.post(
    'deposit', 'deposit:' || payment_intent_id,
    array[
      ledger.account('stripe_clearing', wallet.currency),
      ledger.account('brand_available', wallet.currency, wallet.brand_id)
    ],
    array[-amount_received, amount_received]
  );
  update public.wallet_transactions as t
  set status = 'completed', amount = amount_received, balance_effect = amount_received,
    reference_id = payment_intent_id, ledger_transaction_id = posted, completed_at = now(),
    metadata = t.metadata || jsonb_strip_nulls(jsonb_build_object('charge_id', charge_id))
  where t.id = deposit.id;
  perform app.notify_brand(
    wallet.brand_id, 'money', 'payments', 'payment_received', 'Deposit received',
    'Your deposit has arrived in the wallet.',
    jsonb_build_object('wallet_transaction_id', deposit.id, 'amount', amount_received, 'currency', wallet.currency)
  );
  return true;
end
$$;

comment on function app.credit_deposit(uuid, text, bigint, text, text) is
'Credits what Stripe received, exactly once: false when it was done before. Minor units. Raises IM008.';

grant execute on function app.credit_deposit(uuid, text, bigint, text, text) to service;
