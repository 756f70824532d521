-- migrate:up
set local lock_timeout = '3s';

-- Whose money it is: one wallet per owner and currency. What is in it stands in the ledger.
create table wallets (
  id uuid constraint wallets_pkey primary key default uuidv7(),
  brand_id uuid
  constraint wallets_belong_to_a_brand references brand_profiles (id) on delete restrict,
  user_id uuid
  constraint wallets_belong_to_a_user references auth.users (id) on delete restrict,
  currency text not null default 'usd',
  stripe_customer_id text,
  stripe_account_id text,
  payouts_enabled boolean not null default false,
  payouts_blocked_reason text,
  payout_skipped_reason text, -- why the last run did not pay, told to the creator
  payout_skipped_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wallet_exists_once unique nulls not distinct (brand_id, user_id, currency),
  constraint wallet_has_one_owner check (num_nonnulls(brand_id, user_id) = 1),
  constraint wallet_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint wallet_payouts_need_an_account check (not payouts_enabled or stripe_account_id is not null)
);
alter table wallets enable row level security;
alter table wallets force row level security;
create index wallets_of_a_user on wallets (user_id);
create index wallets_by_stripe_account on wallets (stripe_account_id);
create trigger touch_updated_at before update on wallets
for each row execute function app.touch_updated_at();
create trigger owner_is_fixed before update of brand_id, user_id, currency on wallets
for each row execute function app.refuse_change();
select app.audit_table('wallets', 'id');
create policy wallets_owners on wallets for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or user_id = (select auth.uid()));
create policy wallets_admin on wallets for select to admin using (true);
create policy wallets_service on wallets to service using (true) with check (true);
create policy wallets_internal on wallets to app_internal using (true) with check (true);
grant select on wallets to authenticated, admin, service, app_internal;
grant update (stripe_customer_id, stripe_account_id, payouts_enabled, payouts_blocked_reason) on wallets to service;
grant insert, update on wallets to app_internal;
-- NOTE: nobody inserts: triggers and app.open_wallet do.
comment on table wallets is 'One per brand or user and currency; app.wallet_balance says what it holds.';
comment on column wallets.payouts_blocked_reason is 'Why Stripe does not pay out yet; NULL where nothing is known.';
comment on column wallets.payout_skipped_reason is
'NO_CONNECTED_ACCOUNT, ACCOUNT_NOT_READY, BELOW_MINIMUM, USER_BLOCKED or EARLIER_PAYOUT_UNCLEAR; NULL: was paid.';

-- migrate:down
set local lock_timeout = '3s';
drop table wallets;
