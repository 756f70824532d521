-- Stripe has the money already: the wallet gives what it has, and owes the rest.
create or replace function app.take_back(
  deposit public.wallet_transactions, kind text, transaction_type text, reference text, taken bigint
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  wallet public.wallets;
  posted uuid;
begin
  select w.* into wallet from public.wallets as w where w.id = deposit.wallet_id for no key update;
  if exists (
    select from public.wallet_transactions as t
    where t.transaction_type = take_back.transaction_type and t.reference_id = reference
  ) then
    return false;
  end if;
  perform app.lend_shortfall(wallet, taken, take_back.kind || ':' || reference);
  posted := ledger.post(
    take_back.kind, take_back.kind || ':' || reference,
    array[
      ledger.account('brand_available', wallet.currency, wallet.brand_id),
      ledger.account('stripe_clearing', wallet.currency)
    ],
    array[-taken, taken]
  );
  perform app.record_wallet_transaction(
    wallet.id, take_back.transaction_type, taken, -taken, wallet.currency, reference, posted,
    case take_back.kind when 'dispute' then 'Disputed payment' else 'Refund made at Stripe' end, deposit.id
  );
  perform app.count_refunds(deposit.id);
  return true;
end
$$;

comment on function app.take_back(public.wallet_transactions, text, text, text, bigint) is
'Money that Stripe has taken out of a deposit without asking us, in minor units. False where that was booked before.';
