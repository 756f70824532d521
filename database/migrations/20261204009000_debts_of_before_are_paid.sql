-- migrate:up
set local lock_timeout = '3s';

-- What comes into a brand's account pays its debt since the debt is paid where money is posted (app.settle_debt). What had
-- come in before stood beside the debt, and could be withdrawn and spent: it pays now, in the way of that function, which
-- may not be here yet.
lock table ledger.accounts in share row exclusive mode;
alter table ledger.accounts no force row level security;
alter table ledger.entries no force row level security;
alter table ledger.transactions no force row level security;
alter table wallets no force row level security;
alter table wallet_transactions no force row level security;
with standing as (
  select
    d.id as disputes_id,
    a.id as available_id,
    a.balance,
    a.version,
    d.currency,
    w.id as wallet_id,
    -d.folded_balance - (
      select coalesce(sum(e.amount), 0) from ledger.entries as e
      where e.account_id = d.id and e.account_version is null
    ) as debt
  from ledger.accounts as d
  inner join ledger.accounts as a
    on d.owner_id = a.owner_id and d.currency = a.currency and a.purpose = 'brand_available' and a.balance > 0
  inner join wallets as w on d.brand_id = w.brand_id and d.currency = w.currency
  where d.purpose = 'disputes'
),

owed as materialized (
  select
    s.*,
    uuidv7() as transaction_id,
    least(s.debt, s.balance)::bigint as paid
  from standing as s
  where s.debt > 0
),

posted as (
  insert into ledger.transactions (id, kind, idempotency_key)
  select
    o.transaction_id,
    'debt_paid' as kind,
    format('debt_paid:%s:%s', o.transaction_id, o.available_id) as idempotency_key
  from owed as o
),

moved as (
  update ledger.accounts as a set balance = a.balance - o.paid, version = a.version + 1, updated_at = now()
  from owed as o
  where a.id = o.available_id
),

entered as (
  insert into ledger.entries (
    transaction_id, account_id, amount, currency, account_version, balance_before, balance_after, created_at
  )
  select
    o.transaction_id,
    side.account_id,
    side.amount,
    o.currency,
    side.version,
    side.balance_before,
    side.balance_after,
    clock_timestamp() as created_at
  from owed as o
  cross join lateral (values
    (o.available_id, -o.paid, o.version + 1, o.balance::bigint, o.balance - o.paid),
    (o.disputes_id, o.paid, null, null, null) -- appended, and folded later
  ) as side (account_id, amount, version, balance_before, balance_after)
)

insert into wallet_transactions (
  wallet_id, transaction_type, amount, balance_effect, currency, reference_id, ledger_transaction_id, description, status,
  completed_at
)
select
  o.wallet_id,
  'withdrawal' as transaction_type,
  o.paid,
  -o.paid as balance_effect,
  o.currency,
  format('debt_paid:%s:%s', o.transaction_id, o.available_id) as reference_id,
  o.transaction_id,
  'Paid of what is owed' as description,
  'completed' as status,
  now() as completed_at
from owed as o;
set constraints all immediate; -- what the new lines wake, before their table is altered
alter table wallet_transactions force row level security;
alter table wallets force row level security;
alter table ledger.transactions force row level security;
alter table ledger.entries force row level security;
alter table ledger.accounts force row level security;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: what was paid was owed; there is nothing to undo.
