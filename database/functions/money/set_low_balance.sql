create or replace function app.set_low_balance(wallet_id uuid, threshold bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
begin
  insert into public.wallet_low_balances as l (wallet_id, brand_id, threshold)
  values (wallet.id, wallet.brand_id, set_low_balance.threshold)
  on conflict on constraint wallet_low_balances_pkey do update set threshold = excluded.threshold;
  -- Above its new limit it is low no more; below it, whoever sets the limit looks at it.
  update public.wallet_low_balances as l set told_at = null
  where l.wallet_id = wallet.id and l.told_at is not null
    and ledger.balance(ledger.account('brand_available', wallet.currency, wallet.brand_id))
      >= app.low_balance_of(wallet.id);
end
$$;

comment on function app.set_low_balance(uuid, bigint) is
'Below how many minor units a brand''s wallet is low; NULL: as its currency says, 0: never. Raises IG003, IM005.';

grant execute on function app.set_low_balance(uuid, bigint) to authenticated, admin;
