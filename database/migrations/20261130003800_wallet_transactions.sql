-- migrate:up
set local lock_timeout = '3s';

-- One row per business operation on a wallet, as its owner sees it; the ledger has the double entry.
create table wallet_transactions (
  id uuid constraint wallet_transactions_pkey primary key default uuidv7(),
  wallet_id uuid not null
  constraint wallet_transactions_belong_to_a_wallet references wallets (id) on delete restrict,
  transaction_type text not null,
  amount bigint not null,
  balance_effect bigint not null default 0,
  refunded_amount bigint not null default 0,
  currency text not null,
  status text not null default 'pending',
  reference_id text,
  relates_to uuid
  constraint wallet_transactions_relate_to_another
  references wallet_transactions (id) on delete restrict,
  description text not null default '',
  metadata jsonb not null default '{}',
  ledger_transaction_id uuid
  constraint wallet_transactions_stand_in_the_ledger
  references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  completed_at timestamptz,
  constraint wallet_transaction_reference_is_used_once unique (transaction_type, reference_id),
  constraint wallet_transaction_type_is_known
  check (transaction_type in ('deposit', 'withdrawal', 'reservation', 'release', 'transfer')),
  constraint wallet_transaction_status_is_known
  check (status in ('pending', 'completed', 'failed', 'cancelled')),
  constraint wallet_transaction_amount_is_positive check (amount > 0),
  constraint wallet_transaction_effect_is_within_amount check (abs(balance_effect) <= amount),
  constraint deposit_is_refunded_at_most_once_over
  check (refunded_amount between 0 and case transaction_type when 'deposit' then amount else 0 end),
  constraint completed_wallet_transaction_stands_in_the_ledger
  check (status <> 'completed' or ledger_transaction_id is not null),
  constraint wallet_transaction_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint wallet_transaction_description_fits check (length(description) <= 500)
);
alter table wallet_transactions enable row level security;
alter table wallet_transactions force row level security;
create index wallet_transactions_of_a_wallet on wallet_transactions (wallet_id, id desc);
create index wallet_transactions_in_the_ledger on wallet_transactions (ledger_transaction_id);
create index wallet_transactions_that_relate on wallet_transactions (relates_to);
create index wallet_transactions_pending on wallet_transactions (transaction_type, id)
where status = 'pending';
create trigger touch_updated_at before update on wallet_transactions
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on wallet_transactions
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM010', '{"pending": ["completed", "failed", "cancelled"]}'
);
create trigger never_deleted before delete or truncate on wallet_transactions
for each statement execute function app.refuse_change();
select app.audit_table('wallet_transactions', 'id');
create policy wallet_transactions_owners on wallet_transactions for select to authenticated
using (wallet_id = any((select auth.wallet_ids())::uuid[]));
create policy wallet_transactions_admin on wallet_transactions for select to admin using (true);
create policy wallet_transactions_service on wallet_transactions for select to service using (true);
create policy wallet_transactions_internal on wallet_transactions to app_internal using (true) with check (true);
grant select on wallet_transactions to authenticated, admin, service;
grant select, insert, update on wallet_transactions to app_internal;
-- NOTE: nobody writes but the functions of each business operation.
comment on table wallet_transactions is
'Deposits, withdrawals, reservations, releases, transfers of a wallet; amounts in minor units of currency.';
comment on column wallet_transactions.balance_effect is
'Signed effect on what the wallet has available, from the moment that ledger_transaction_id is set.';
comment on column wallet_transactions.reference_id is 'Stripe''s id, or <kind>:<our id>; unique per type.';

-- migrate:down
set local lock_timeout = '3s';
drop table wallet_transactions;
