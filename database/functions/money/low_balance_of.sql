-- A wallet in a currency of before has no limit, and is never low.
create or replace function app.low_balance_of(wallet_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(l.threshold, c.low_balance)
  from public.wallets as w
  inner join public.currencies as c on c.code = w.currency
  left join public.wallet_low_balances as l on l.wallet_id = w.id
  where w.id = low_balance_of.wallet_id and w.brand_id is not null
$$;

comment on function app.low_balance_of(uuid) is
'Minor units below which a brand''s wallet is low: its owner''s word, else its currency''s; NULL for any other wallet.';
