-- migrate:up
set local lock_timeout = '3s';

-- Every movement of our balance at Stripe, as Stripe tells it: what it kept for itself, and what the books are held to.
create table stripe_balance_transactions (
  id text constraint stripe_balance_transactions_pkey primary key,
  type text not null,
  kind text not null,
  origin_id text,
  subject_id uuid,
  destination_id text,
  amount bigint not null,
  fee bigint not null,
  currency text not null,
  occurred_at timestamptz not null,
  ledger_transaction_id uuid
  constraint stripe_balance_transactions_stand_in_the_ledger
  references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint stripe_balance_transaction_kind_is_known check (kind in ('payment', 'fee', 'bank', 'reserve')),
  constraint stripe_balance_transaction_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table stripe_balance_transactions enable row level security;
alter table stripe_balance_transactions force row level security;
create index stripe_balance_transactions_by_time on stripe_balance_transactions (occurred_at);
create index stripe_balance_transactions_by_origin on stripe_balance_transactions (origin_id);
create index stripe_balance_transactions_in_the_ledger on stripe_balance_transactions (ledger_transaction_id);
select app.keep_append_only('stripe_balance_transactions');
create policy stripe_balance_transactions_admin on stripe_balance_transactions for select to admin using (true);
create policy stripe_balance_transactions_service on stripe_balance_transactions for select to service using (true);
create policy stripe_balance_transactions_internal on stripe_balance_transactions to app_internal
using (true) with check (true);
grant select on stripe_balance_transactions to admin, service;
grant select, insert on stripe_balance_transactions to app_internal;
-- NOTE: nobody writes but app.book_balance_transactions.
comment on table stripe_balance_transactions is
'Balance transactions of Stripe: signed minor units, amount before and fee of it for Stripe. Append-only.';
comment on column stripe_balance_transactions.kind is
'What moved: a payment of ours (see origin_id), a fee of Stripe''s own, our bank account, or a reserve of Stripe.';
comment on column stripe_balance_transactions.origin_id is
'The payment intent, refund, dispute or transfer by which we know it; Stripe''s source for anything else.';
comment on column stripe_balance_transactions.subject_id is 'Our row that Stripe''s object names in its metadata.';
comment on column stripe_balance_transactions.destination_id is 'The connected account that a transfer went to.';

-- migrate:down
set local lock_timeout = '3s';
drop table stripe_balance_transactions;
