-- At COMMIT: a deposit that pays a debt rises and falls in one transaction, and only its end counts. Whoever moved the
-- money holds the account's row until then, so that of two at once the later one knows what the earlier one said.
create or replace function app.tell_low_wallet() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  threshold constant bigint := app.low_balance_of(new.wallet_id);
  wallet public.wallets;
  available bigint;
begin
  if threshold is null then
    return null; -- a creator's
  end if;
  select w.* into wallet from public.wallets as w where w.id = new.wallet_id;
  available := ledger.balance(ledger.account('brand_available', wallet.currency, wallet.brand_id));
  if available >= threshold then
    update public.wallet_low_balances as l set told_at = null
    where l.wallet_id = wallet.id and l.told_at is not null;
  elsif tg_op = 'INSERT' and new.balance_effect < 0 then -- what is settled or fails later takes nothing more
    insert into public.wallet_low_balances as l (wallet_id, brand_id, told_at)
    values (wallet.id, wallet.brand_id, now())
    on conflict on constraint wallet_low_balances_pkey do update set told_at = now() where l.told_at is null;
    if found then
      perform app.notify_brand(
        wallet.brand_id, 'money', 'payments', 'wallet_low', 'Your wallet runs low',
        'What is left may not cover the next creator who accepts. Deposit more, or say below which amount we tell you.',
        jsonb_build_object('wallet_id', wallet.id, 'amount', available, 'currency', wallet.currency)
      );
    end if;
  end if;
  return null;
end
$$;

comment on function app.tell_low_wallet() is
'Tells who moves the brand''s money that its wallet is below its threshold, once until it has risen again.';

grant execute on function app.tell_low_wallet() to app_owner;

drop trigger if exists tell_low_wallet on wallet_transactions;
create constraint trigger tell_low_wallet after insert or update of status, balance_effect on wallet_transactions
deferrable initially deferred
for each row when (new.balance_effect <> 0 and new.transaction_type <> 'transfer')
execute function app.tell_low_wallet();
