-- Only looked for: who reads opens nothing.
create or replace function app.wallet_account(wallet public.wallets) returns ledger.accounts
language sql stable security definer set search_path = '' as $$
  select a.* from ledger.accounts as a
  where a.owner_id = coalesce(wallet.brand_id, wallet.user_id) and a.currency = wallet.currency
    and a.purpose = case when wallet.brand_id is null then 'creator_payable' else 'brand_available' end
$$;

comment on function app.wallet_account(public.wallets) is
'The account whose entries are the bookings of a wallet: what a brand has available, what a creator is owed.';
