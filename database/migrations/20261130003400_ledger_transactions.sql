-- migrate:up
set local lock_timeout = '3s';

-- Domains, because their rules cost a post less than a CHECK would (see ledger.holding). Not ^[a-z_]{1,40}$: a counted
-- repetition is the slowest part of a short pattern.
create domain ledger.transaction_kind as text
constraint ledger_transaction_kind_is_a_word check (value ~ '^[a-z_]+$' and length(value) <= 40);
create domain ledger.idempotency_key as text
constraint ledger_transaction_key_fits check (value <> '' and length(value) <= 255);
comment on domain ledger.transaction_kind is 'What a transaction is for: a word such as deposit or payout_reversed.';
comment on domain ledger.idempotency_key is 'The same key is the same transaction.';

-- What happened to money, once and for ever.
create table ledger.transactions (
  id uuid constraint ledger_transactions_pkey primary key default uuidv7(),
  kind ledger.transaction_kind not null,
  idempotency_key ledger.idempotency_key not null,
  description text not null default '',
  metadata jsonb not null default '{}',
  reverses uuid
  constraint ledger_transactions_reverse_a_transaction
  references ledger.transactions (id) on delete restrict,
  entry_count smallint not null default 2, -- a lost or foreign entry shows in one pass (ledger.find_broken_books)
  actor_user_id uuid,
  created_at timestamptz not null default now(),
  constraint ledger_transaction_happens_once unique (idempotency_key)
);
alter table ledger.transactions enable row level security;
alter table ledger.transactions force row level security;
-- Partial, as nearly no transaction reverses another one.
create unique index ledger_transaction_is_reversed_once on ledger.transactions (reverses)
where reverses is not null;
select app.keep_append_only('ledger.transactions');
create policy transactions_admin on ledger.transactions for select to admin using (true);
create policy transactions_service on ledger.transactions for select to service using (true);
create policy transactions_internal on ledger.transactions to app_internal using (true) with check (true);
grant select on ledger.transactions to admin, service;
grant select, insert on ledger.transactions to app_internal;
-- NOTE: actor_user_id carries no foreign key: a user's row must not be locked by every post of theirs.
comment on table ledger.transactions is 'Movements of money; each has two or more entries. Append-only.';
comment on column ledger.transactions.entry_count is 'Number of entries: two for a transfer, more for a split.';

-- migrate:down
set local lock_timeout = '3s';
drop table ledger.transactions;
drop domain ledger.idempotency_key;
drop domain ledger.transaction_kind;
