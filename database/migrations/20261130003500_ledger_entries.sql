-- migrate:up
set local lock_timeout = '3s';

-- Where money can be. The sign is a creditor's: what we owe (wallets, earnings) is positive, so the clearing
-- account, which mirrors our balance at Stripe, is negative by exactly that.
create table ledger.accounts (
  id uuid constraint ledger_accounts_pkey primary key default uuidv7(),
  purpose text not null,
  currency text not null,
  brand_id uuid
  constraint ledger_accounts_belong_to_a_brand references brand_profiles (id) on delete restrict,
  campaign_id uuid,
  user_id uuid
  constraint ledger_accounts_belong_to_a_user references auth.users (id) on delete restrict,
  balance bigint not null default 0,
  version bigint not null default 0,
  may_go_negative boolean not null generated always as (
    purpose in ('stripe_clearing', 'creator_payable', 'platform_revenue', 'disputes')
  ) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint ledger_accounts_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint ledger_account_exists_once
  unique nulls not distinct (purpose, currency, brand_id, user_id, campaign_id),
  constraint ledger_account_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint ledger_account_has_the_owner_of_its_purpose check (case purpose
    when 'stripe_clearing' then num_nonnulls(brand_id, campaign_id, user_id) = 0
    when 'platform_revenue' then num_nonnulls(brand_id, campaign_id, user_id) = 0
    when 'brand_available' then brand_id is not null and num_nonnulls(campaign_id, user_id) = 0
    when 'refunds' then brand_id is not null and num_nonnulls(campaign_id, user_id) = 0
    when 'disputes' then brand_id is not null and num_nonnulls(campaign_id, user_id) = 0
    when 'campaign_reserved' then num_nonnulls(brand_id, campaign_id) = 2 and user_id is null
    when 'creator_payable' then user_id is not null and num_nonnulls(brand_id, campaign_id) = 0
    when 'payout_in_transit' then user_id is not null and num_nonnulls(brand_id, campaign_id) = 0
    else false
  end),
  constraint ledger_account_stays_above_zero check (may_go_negative or balance >= 0)
) with (fillfactor = 50); -- room for HOT updates: balances change all the time, indexed columns never
alter table ledger.accounts enable row level security;
alter table ledger.accounts force row level security;
create index ledger_accounts_of_a_brand on ledger.accounts (brand_id);
create index ledger_accounts_of_a_campaign on ledger.accounts (campaign_id, brand_id);
create index ledger_accounts_of_a_user on ledger.accounts (user_id);
create trigger never_deleted before delete or truncate on ledger.accounts
for each statement execute function app.refuse_change();
create trigger identity_is_fixed before update of purpose, currency, brand_id, campaign_id, user_id
on ledger.accounts for each row execute function app.refuse_change();
create policy accounts_admin on ledger.accounts for select to admin using (true);
create policy accounts_service on ledger.accounts for select to service using (true);
create policy accounts_internal on ledger.accounts to app_internal using (true) with check (true);
grant select on ledger.accounts to admin, service;
grant select, insert, update on ledger.accounts to app_internal;
-- NOTE: people read their balances through app.wallet_balance; nobody but ledger functions writes.
-- NOTE: no touch_updated_at trigger: ledger.post sets updated_at itself, it is the hottest statement we have.
comment on table ledger.accounts is
'Accounts of the double-entry ledger. One that may go negative is appended to and folded later.';
comment on column ledger.accounts.balance is
'Minor units; for an account that may go negative: as of its last fold (see ledger.account_balances).';
comment on column ledger.accounts.version is 'Number of entries in the balance chain: gapless.';

-- What happened to money, once and for ever.
create table ledger.transactions (
  id uuid constraint ledger_transactions_pkey primary key default uuidv7(),
  kind text not null,
  idempotency_key text not null,
  description text not null default '',
  metadata jsonb not null default '{}',
  reverses uuid
  constraint ledger_transactions_reverse_a_transaction
  references ledger.transactions (id) on delete restrict,
  actor_user_id uuid,
  created_at timestamptz not null default now(),
  constraint ledger_transaction_happens_once unique (idempotency_key),
  constraint ledger_transaction_is_reversed_once unique (reverses),
  constraint ledger_transaction_kind_is_a_word check (kind ~ '^[a-z_]{1,40}$'),
  constraint ledger_transaction_key_fits check (length(idempotency_key) between 1 and 255)
);
alter table ledger.transactions enable row level security;
alter table ledger.transactions force row level security;
select app.keep_append_only('ledger.transactions');
create policy transactions_admin on ledger.transactions for select to admin using (true);
create policy transactions_service on ledger.transactions for select to service using (true);
create policy transactions_internal on ledger.transactions to app_internal using (true) with check (true);
grant select on ledger.transactions to admin, service;
grant select, insert on ledger.transactions to app_internal;
-- NOTE: actor_user_id carries no foreign key: a user's row must not be locked by every post of theirs.
comment on table ledger.transactions is 'Movements of money; each has two or more entries. Append-only.';

-- The movements, account by account.
create table ledger.entries (
  transaction_id uuid not null,
  account_id uuid not null,
  amount bigint not null,
  currency text not null,
  account_version bigint,
  balance_before bigint,
  balance_after bigint,
  created_at timestamptz not null default now(),
  constraint ledger_entries_pkey primary key (transaction_id, account_id),
  constraint ledger_chain_never_forks unique (account_id, account_version),
  constraint ledger_entry_moves_something check (amount <> 0),
  constraint ledger_entry_balances_add_up check (balance_before + amount = balance_after),
  constraint ledger_entry_is_folded_wholly
  check (num_nonnulls(account_version, balance_before, balance_after) in (0, 3))
);
alter table ledger.entries enable row level security;
alter table ledger.entries force row level security;
create index ledger_entries_to_fold on ledger.entries (account_id, transaction_id)
where account_version is null;
create trigger append_only before delete or truncate on ledger.entries
for each statement execute function app.refuse_change();
-- The one change that is allowed: filling in the balance chain of an appended entry, once.
create trigger only_the_fold_updates before update on ledger.entries
for each row when (
  old.account_version is not null or new.account_version is null
  or (new.transaction_id, new.account_id, new.amount, new.currency, new.created_at)
  is distinct from (old.transaction_id, old.account_id, old.amount, old.currency, old.created_at)
) execute function app.refuse_change();
create policy entries_admin on ledger.entries for select to admin using (true);
create policy entries_service on ledger.entries for select to service using (true);
create policy entries_internal on ledger.entries to app_internal using (true) with check (true);
grant select on ledger.entries to admin, service;
grant select, insert, update (account_version, balance_before, balance_after) on ledger.entries to app_internal;
-- NOTE: no foreign keys. The one to accounts would share-lock the clearing account's row and queue up every post of
-- the system, the one to transactions costs a fifth of a post. Neither is ever deleted, only ledger functions
-- insert, in the statement after the transaction's own, and the reconciliation looks for orphans.
comment on table ledger.entries is
'Signed amounts per account; those of a transaction sum to zero per currency. Append-only.';
comment on column ledger.entries.account_version is
'Place in the account''s chain; NULL until folded, for accounts that may go negative.';

set local role app_internal;
create function ledger.refuse_imbalance() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from ledger.entries as e where e.transaction_id = new.transaction_id
    group by e.currency having sum(e.amount) <> 0
  ) then
    raise exception using
      errcode = 'IM003', constraint = 'ledger_transaction_sums_to_zero',
      message = 'the entries of a transaction must sum to zero per currency',
      detail = jsonb_build_object('transaction_id', new.transaction_id)::text;
  end if;
  return null;
end
$$;
comment on function ledger.refuse_imbalance() is 'Deferred to COMMIT: no transaction makes or destroys money.';
grant execute on function ledger.refuse_imbalance() to app_owner;
reset role;
create constraint trigger ledger_transaction_sums_to_zero after insert on ledger.entries
deferrable initially deferred for each row execute function ledger.refuse_imbalance();

-- migrate:down
set local lock_timeout = '3s';
drop table ledger.entries;
drop table ledger.transactions;
drop table ledger.accounts;
set local role app_internal;
drop function ledger.refuse_imbalance();
reset role;
