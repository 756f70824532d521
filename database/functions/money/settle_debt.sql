-- In the transaction of the deposit, before anybody can spend it.
create or replace function app.settle_debt(wallet public.wallets, cause uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  available_id constant uuid := ledger.account('brand_available', wallet.currency, wallet.brand_id);
  disputes_id constant uuid := ledger.account('disputes', wallet.currency, wallet.brand_id);
  paid constant bigint := least(-ledger.balance(disputes_id), ledger.balance(available_id));
  posted uuid;
begin
  if paid > 0 then
    posted := ledger.post(
      'debt', 'debt:' || cause, array[available_id, disputes_id], array[-paid, paid]
    );
    perform app.record_wallet_transaction(
      wallet.id, 'withdrawal', paid, -paid, wallet.currency, 'debt:' || cause, posted,
      'Settles a disputed payment that the wallet could not cover'
    );
  end if;
end
$$;

comment on function app.settle_debt(public.wallets, uuid) is
'What a lost dispute left open is taken out of the next money that comes in.';
