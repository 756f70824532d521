-- Only Stripe's word moves a brand's money in and out: what a person may call begins something, what Stripe says is
-- applied by the service. The wallet's row is the mutex of its owner.
create or replace function app.begin_deposit(wallet_id uuid, amount bigint) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
  new_id uuid;
begin
  insert into public.wallet_transactions as t (wallet_id, transaction_type, amount, currency, description, metadata)
  values (
    wallet.id, 'deposit', begin_deposit.amount, wallet.currency, 'Deposit',
    jsonb_build_object('asked_amount', begin_deposit.amount)
  )
  returning t.id into new_id;
  return new_id;
end
$$;

comment on function app.begin_deposit(uuid, bigint) is 'An intent: nothing is credited before Stripe says so.';

grant execute on function app.begin_deposit(uuid, bigint) to authenticated, admin;
