-- Only looked for: who reads opens nothing. What people are owed is two accounts: app.payable_entries.
create or replace function app.wallet_account(wallet public.wallets) returns ledger.accounts
language sql stable security definer set search_path = '' as $$
  select a.* from ledger.accounts as a
  where a.owner_id = wallet.brand_id and a.currency = wallet.currency and a.purpose = 'brand_available'
$$;

comment on function app.wallet_account(public.wallets) is
'The account whose entries are the bookings of a brand''s wallet: what it has available; NULL for a person''s.';
