-- migrate:up
set local lock_timeout = '3s';

-- PostgreSQL keeps the rules of a domain ready, but reads every CHECK of a table anew in each statement that touches a
-- row: a quarter of what a post cost. So the rule of one column of a hot table is the rule of its domain.
-- (docs/decisions/0016-what-never-changes-is-checked-once.md)
create domain ledger.holding as bigint constraint ledger_account_stays_above_zero check (value >= 0);
comment on domain ledger.holding is 'An amount of minor units that cannot go below zero.';

-- Where money can be. The sign is a creditor's: what we owe (wallets, earnings) is positive, so the clearing
-- account, which mirrors our balance at Stripe, is negative by exactly that.
-- The balance that must not go below zero and the sum of a folded account are two things: each has a column of its own.
-- Whose an account is, in which currency and whether it may go negative is decided once, by ledger.guard_account.
create table ledger.accounts (
  id uuid constraint ledger_accounts_pkey primary key default uuidv7(),
  purpose text not null,
  currency text not null,
  brand_id uuid
  constraint ledger_accounts_belong_to_a_brand references brand_profiles (id) on delete restrict,
  campaign_id uuid,
  user_id uuid
  constraint ledger_accounts_belong_to_a_user references auth.users (id) on delete restrict,
  owner_id uuid not null,
  balance ledger.holding not null default 0,
  folded_balance bigint not null default 0,
  version bigint not null default 0,
  may_go_negative boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ledger_accounts_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint ledger_account_exists_once unique (owner_id, purpose, currency)
) with (fillfactor = 50); -- room for HOT updates: balances change all the time, indexed columns never
alter table ledger.accounts enable row level security;
alter table ledger.accounts force row level security;
-- One index serves the foreign keys of both, and each update of a balance opens one less.
create index ledger_accounts_of_a_brand on ledger.accounts (brand_id, campaign_id);
create index ledger_accounts_of_a_user on ledger.accounts (user_id);
create trigger never_deleted before delete or truncate on ledger.accounts
for each statement execute function app.refuse_change();
-- By statement: any row trigger before an UPDATE makes PostgreSQL lock each row first, and write that to the WAL.
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, owner_id, may_go_negative
on ledger.accounts for each statement execute function app.refuse_change();
create trigger only_what_may_go_negative_is_folded after insert or update of folded_balance on ledger.accounts
for each row when (new.folded_balance <> 0 and not new.may_go_negative) execute function app.refuse_change();
create policy accounts_admin on ledger.accounts for select to admin using (true);
create policy accounts_service on ledger.accounts for select to service using (true);
create policy accounts_internal on ledger.accounts to app_internal using (true) with check (true);
grant select on ledger.accounts to admin, service;
grant select, insert, update on ledger.accounts to app_internal;
-- NOTE: people read their balances through app.wallet_balance; nobody but ledger functions writes.
-- NOTE: no touch_updated_at trigger: ledger.post sets updated_at itself, it is the hottest statement we have.
comment on table ledger.accounts is
'Accounts of the double-entry ledger. One that may go negative is appended to and folded later.';
comment on column ledger.accounts.owner_id is 'See ledger.owner_of: what an account is found by.';
comment on column ledger.accounts.balance is
'Minor units, never below zero; stays 0 for an account that may go negative (see ledger.account_balances).';
comment on column ledger.accounts.folded_balance is
'Minor units as of the last fold of an account that may go negative; 0 for any other.';
comment on column ledger.accounts.version is 'Number of entries in the balance chain: gapless.';

-- migrate:down
set local lock_timeout = '3s';
drop table ledger.accounts;
drop domain ledger.holding;
