-- Stripe has the money already, whether the wallet holds it or not: the platform bears the rest, and the brand owes it.
-- The account's row is locked before its balance is read, so that nothing is spent, and no debt paid, in between.
create or replace function app.lend_shortfall(wallet public.wallets, needed bigint, cause text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  available_id constant uuid := ledger.account('brand_available', wallet.currency, wallet.brand_id);
  missing bigint;
  posted uuid;
begin
  select needed - a.balance into missing from ledger.accounts as a where a.id = available_id for no key update;
  if missing > 0 then
    posted := ledger.post(
      'debt', 'debt:' || cause,
      array[available_id, ledger.account('disputes', wallet.currency, wallet.brand_id)], array[missing, -missing]
    );
    perform app.record_wallet_transaction(
      wallet.id, 'release', missing, missing, wallet.currency, 'debt:' || cause, posted,
      'Owed to the platform: the wallet did not hold what was taken back'
    );
  end if;
end
$$;

comment on function app.lend_shortfall(public.wallets, bigint, text) is
'Puts into a brand''s wallet, as a debt, what it lacks of needed (minor units); once per cause. The caller holds the '
'wallet''s lock and takes needed out of it.';
