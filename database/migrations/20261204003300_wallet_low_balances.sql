-- migrate:up
set local lock_timeout = '3s';

-- When a brand's wallet is low, and whether its people know. Beside the wallet, whose row is locked before its account:
-- this one is written when the account is locked already.
create table wallet_low_balances (
  wallet_id uuid constraint wallet_low_balances_pkey primary key
  constraint wallet_low_balances_belong_to_a_wallet references wallets (id) on delete restrict,
  brand_id uuid not null
  constraint wallet_low_balances_belong_to_a_brand references brand_profiles (id) on delete restrict,
  threshold bigint,
  told_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wallet_low_balance_threshold_is_an_amount check (threshold between 0 and 1000000000000)
);
alter table wallet_low_balances enable row level security;
alter table wallet_low_balances force row level security;
create index wallet_low_balances_of_a_brand on wallet_low_balances (brand_id);
create trigger touch_updated_at before update on wallet_low_balances
for each row execute function app.touch_updated_at();
select app.audit_table('wallet_low_balances', 'wallet_id');
create policy wallet_low_balances_members on wallet_low_balances for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy wallet_low_balances_admin on wallet_low_balances for select to admin using (true);
create policy wallet_low_balances_service on wallet_low_balances for select to service using (true);
create policy wallet_low_balances_internal on wallet_low_balances to app_internal using (true) with check (true);
grant select on wallet_low_balances to authenticated, admin, service;
grant select, insert, update on wallet_low_balances to app_internal;
-- NOTE: nobody writes but app.set_low_balance and app.tell_low_wallet.
comment on table wallet_low_balances is 'Thresholds of brands'' wallets, and since when their people know that one is low.';
comment on column wallet_low_balances.threshold is
'Minor units below which the wallet is low; NULL: as its currency says; 0: never.';
comment on column wallet_low_balances.told_at is 'NULL from when the wallet has risen again.';

-- migrate:down
set local lock_timeout = '3s';
drop table wallet_low_balances;
