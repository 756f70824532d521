-- migrate:up
set local lock_timeout = '3s';

-- Every day Stripe's balance is held beside the books, currency by currency.
create table stripe_balances (
  id uuid constraint stripe_balances_pkey primary key default uuidv7(),
  currency text not null,
  available bigint not null,
  pending bigint not null,
  reserved bigint not null,
  moved_since bigint not null,
  in_books bigint not null,
  in_transit bigint not null,
  difference bigint not null
  generated always as (available + pending + reserved + moved_since - in_books - in_transit) stored,
  created_at timestamptz not null default now(),
  constraint stripe_balance_is_compared_once unique (created_at, currency),
  constraint stripe_balance_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table stripe_balances enable row level security;
alter table stripe_balances force row level security;
select app.keep_append_only('stripe_balances');
create policy stripe_balances_admin on stripe_balances for select to admin using (true);
create policy stripe_balances_service on stripe_balances for select to service using (true);
create policy stripe_balances_internal on stripe_balances to app_internal using (true) with check (true);
grant select on stripe_balances to admin, service;
grant select, insert on stripe_balances to app_internal;
-- NOTE: nobody writes but app.compare_balances.
comment on table stripe_balances is
'Comparisons of Stripe''s balance with the clearing account, in minor units; a difference of 0 is what we want.';
comment on column stripe_balances.moved_since is 'What moved after Stripe was asked and is read already.';
comment on column stripe_balances.in_transit is
'Moved at Stripe and not booked yet, less booked and not read yet: of the last day, and refunds under way.';

alter table ledger.reconciliations add column balances jsonb not null default '[]'
constraint ledger_reconciliation_balances_are_a_list check (jsonb_typeof(balances) = 'array');
comment on column ledger.reconciliations.balances is
'The last comparison with Stripe''s balance: [{currency, at_stripe, in_books, in_transit, difference, compared_at}].';

-- migrate:down
set local lock_timeout = '3s';
alter table ledger.reconciliations drop column balances;
drop table stripe_balances;
