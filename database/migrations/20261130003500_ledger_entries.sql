-- migrate:up
set local lock_timeout = '3s';

-- A domain, because its rule costs a post less than a CHECK would (see ledger.holding).
create domain ledger.movement as bigint constraint ledger_entry_moves_something check (value <> 0);
comment on domain ledger.movement is 'A signed amount of minor units that is not zero.';

-- The movements, account by account. That an entry is a whole step of its chain, or none yet, and that a transaction
-- sums to zero, is no CHECK but ledger.weigh_entries.
create table ledger.entries (
  transaction_id uuid not null,
  account_id uuid not null,
  amount ledger.movement not null,
  currency text not null,
  account_version bigint,
  balance_before bigint,
  balance_after bigint,
  created_at timestamptz not null default now(),
  constraint ledger_entries_pkey primary key (transaction_id, account_id),
  constraint ledger_chain_never_forks unique (account_id, account_version)
);
alter table ledger.entries enable row level security;
alter table ledger.entries force row level security;
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
-- NOTE: no index of their own for the entries that wait for a fold: ledger_chain_never_forks finds them as well.
-- NOTE: no foreign keys. The one to accounts would share-lock the clearing account's row and queue up every post of
-- the system, the one to transactions costs a fifth of a post. Neither is ever deleted, only ledger functions
-- insert, in the statement after the transaction's own, and the reconciliation looks for orphans.
comment on table ledger.entries is
'Signed amounts per account; those of a transaction sum to zero per currency. Append-only.';
comment on column ledger.entries.account_version is
'Place in the account''s chain; NULL until folded, for accounts that may go negative.';

-- migrate:down
set local lock_timeout = '3s';
drop table ledger.entries;
drop domain ledger.movement;
