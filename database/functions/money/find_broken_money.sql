-- migrate:up
set local lock_timeout = '3s';

-- Every night the books are proved against themselves. A finding is a row; a clean run has none.
create table ledger.reconciliations (
  id uuid constraint ledger_reconciliations_pkey primary key default uuidv7(),
  entry_count bigint not null,
  account_count bigint not null,
  is_clean boolean not null generated always as (findings = '[]'::jsonb) stored,
  findings jsonb not null,
  duration_ms bigint not null,
  created_at timestamptz not null default now(),
  constraint ledger_reconciliation_findings_are_a_list check (jsonb_typeof(findings) = 'array')
);
alter table ledger.reconciliations enable row level security;
alter table ledger.reconciliations force row level security;
select app.keep_append_only('ledger.reconciliations');
create policy reconciliations_admin on ledger.reconciliations for select to admin using (true);
create policy reconciliations_service on ledger.reconciliations for select to service using (true);
create policy reconciliations_internal on ledger.reconciliations to app_internal using (true) with check (true);
grant select on ledger.reconciliations to admin, service;
grant select, insert on ledger.reconciliations to app_internal;
comment on table ledger.reconciliations is 'Nightly proofs of the books; findings is [{check, subject, expected, found}].';

set local role app_internal;

create function ledger.find_broken_books() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with per_account as (
    select
      e.account_id, e.currency, sum(e.amount) as amount,
      sum(e.amount) filter (where e.account_version is not null) as folded,
      count(e.account_version) as steps, max(e.account_version) as last_version
    from ledger.entries as e group by e.account_id, e.currency
  )
  select 'entries sum to zero per currency', p.currency, 0, sum(p.amount)::bigint
  from per_account as p group by p.currency having sum(p.amount) <> 0
  union all
  select 'balance equals entries', a.id::text, coalesce(p.folded, 0)::bigint, a.balance
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.balance <> coalesce(p.folded, 0)
  union all
  select 'chain has no gap', a.id::text, a.version, coalesce(p.steps, 0)
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.version <> coalesce(p.steps, 0) or a.version <> coalesce(p.last_version, 0)
  union all
  select 'entry belongs to an account of its currency', p.account_id::text, null, p.amount::bigint
  from per_account as p left join ledger.accounts as a on a.id = p.account_id and a.currency = p.currency
  where a.id is null
  union all
  select 'account that may not go negative is at or above zero', a.id::text, 0, a.balance
  from ledger.accounts as a where not a.may_go_negative and a.balance < 0
$$;
comment on function ledger.find_broken_books() is 'The ledger against itself, in one pass over the entries.';

create function ledger.find_broken_chains() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  select 'entries of a transaction sum to zero', e.transaction_id::text, 0, sum(e.amount)::bigint
  from ledger.entries as e group by e.transaction_id, e.currency having sum(e.amount) <> 0
  union all
  select 'entry belongs to a transaction', e.transaction_id::text, 1, 0
  from ledger.entries as e left join ledger.transactions as t on t.id = e.transaction_id
  where t.id is null
  union all
  select 'each balance follows the one before', c.account_id::text, c.previous, c.balance_before
  from (
    select
      e.account_id, e.balance_before, lag(e.balance_after, 1, 0::bigint)
        over (partition by e.account_id order by e.account_version) as previous
    from ledger.entries as e where e.account_version is not null
  ) as c
  where c.previous <> c.balance_before
$$;
comment on function ledger.find_broken_chains() is 'Each transaction and each step of each chain.';

create function app.find_broken_money() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with effects as (
    select t.wallet_id, sum(t.balance_effect) as amount from public.wallet_transactions as t
    where t.ledger_transaction_id is not null and t.status in ('pending', 'completed')
    group by t.wallet_id
  )
  select
    'wallet equals its account', w.id::text, coalesce(b.balance, 0)::bigint, coalesce(e.amount, 0)::bigint
  from public.wallets as w
  left join effects as e on e.wallet_id = w.id
  left join ledger.account_balances as b on b.currency = w.currency and (
    b.brand_id = w.brand_id and b.purpose = 'brand_available'
    or b.user_id = w.user_id and b.purpose = 'creator_payable'
  )
  where coalesce(b.balance, 0) <> coalesce(e.amount, 0)
  union all
  select 'completed wallet transaction stands in the ledger', t.id::text, 1, 0
  from public.wallet_transactions as t
  left join ledger.transactions as l on l.id = t.ledger_transaction_id
  where t.status = 'completed' and l.id is null
  union all
  select 'campaign budget equals its account', c.id::text, coalesce(a.balance, 0), c.budget_reserved
  from public.campaigns as c
  left join ledger.accounts as a
    on a.campaign_id = c.id and a.purpose = 'campaign_reserved' and a.currency = c.currency
  where coalesce(a.balance, 0) <> c.budget_reserved
  union all
  select 'reservations equal the campaign budget', c.id::text, c.budget_reserved, coalesce(r.held, 0)::bigint
  from public.campaigns as c
  left join (
    select r.campaign_id, sum(r.amount - r.spent - r.released) as held
    from public.campaign_budget_reservations as r group by r.campaign_id
  ) as r on r.campaign_id = c.id
  where c.budget_reserved <> coalesce(r.held, 0)
  union all
  select 'open earnings equal what is payable', b.id::text, b.balance, coalesce(e.amount, 0)::bigint
  from ledger.account_balances as b
  left join (
    select e.creator_user_id, e.currency, sum(e.amount) as amount from public.earnings as e
    where e.status = 'pending' and e.payout_id is null group by e.creator_user_id, e.currency
  ) as e on e.creator_user_id = b.user_id and e.currency = b.currency
  where b.purpose = 'creator_payable' and b.balance <> coalesce(e.amount, 0)
  union all
  select 'open payouts equal what is in transit', a.id::text, a.balance, coalesce(p.amount, 0)::bigint
  from ledger.accounts as a
  left join (
    select p.creator_user_id, p.currency, sum(p.amount) as amount from public.payouts as p
    where p.status in ('pending', 'manual_review') group by p.creator_user_id, p.currency
  ) as p on p.creator_user_id = a.user_id and p.currency = a.currency
  where a.purpose = 'payout_in_transit' and a.balance <> coalesce(p.amount, 0)
$$;
comment on function app.find_broken_money() is 'Wallets, campaigns, reservations, earnings and payouts against the ledger.';

create function app.reconcile() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  began constant timestamptz := clock_timestamp();
  found_findings jsonb;
  new_id uuid;
begin
  select coalesce(jsonb_agg(jsonb_build_object(
    'check', f.broken_rule, 'subject', f.subject, 'expected', f.expected, 'found', f.found
  )), '[]') into found_findings
  from (
    select * from ledger.find_broken_books()
    union all
    select * from ledger.find_broken_chains()
    union all
    select * from app.find_broken_money()
    limit 1000
  ) as f;
  insert into ledger.reconciliations as r (entry_count, account_count, findings, duration_ms)
  values (
    (select count(*) from ledger.entries), (select count(*) from ledger.accounts), found_findings,
    extract(milliseconds from clock_timestamp() - began)::bigint
  )
  returning r.id into new_id;
  return new_id;
end
$$;
comment on function app.reconcile() is 'Proves the books; at most 1,000 findings are written down. Returns the report.';

create function app.fold_ledger(at_most integer) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  account_id uuid;
  folded bigint := 0;
begin
  for account_id in select a.id from ledger.accounts as a where a.may_go_negative order by a.id loop
    folded := folded + ledger.fold(account_id, at_most);
  end loop;
  return folded;
end
$$;
comment on function app.fold_ledger(integer) is 'Folds every account that is appended to, at most so many entries each.';

grant execute on function app.reconcile(), app.fold_ledger(integer) to service;
grant execute on function app.reconcile() to admin;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.fold_ledger(integer);
drop function app.reconcile();
drop function app.find_broken_money();
drop function ledger.find_broken_chains();
drop function ledger.find_broken_books();
reset role;
drop table ledger.reconciliations;
