-- migrate:up
set local lock_timeout = '3s';

-- Every step of every chain and every transaction is proved without sorting or grouping a single entry by it: one pass
-- compares fingerprints, and only where one differs do the exact queries look for the place.
-- (docs/decisions/0015-reconciliation-by-fingerprint.md)
set local role app_internal;

create function ledger.find_broken_step(account_id uuid) returns table (previous bigint, balance_before bigint)
language sql stable parallel safe security definer set search_path = '' as $$
  select c.previous, c.balance_before
  from (
    select
      e.account_version, e.balance_before, lag(e.balance_after, 1, 0::bigint) over (order by e.account_version)
        as previous
    from ledger.entries as e
    where e.account_id = find_broken_step.account_id and e.account_version is not null
  ) as c
  where c.previous <> c.balance_before
  order by c.account_version limit 1
$$;
comment on function ledger.find_broken_step(uuid) is 'The first step of a chain that does not begin where the last ended.';

create function ledger.find_broken_books(seed bigint) returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query -- which runs on several processors; a function in SQL does not
  with per_account as (
    select
      e.account_id, e.currency,
      sum(e.amount) filter (where e.account_version is not null) as folded,
      sum(e.amount) filter (where e.account_version is null) as unfolded,
      count(e.account_version) as steps,
      -- What step n leaves must be what step n + 1 finds: in a whole chain all but the two ends cancel out.
      bit_xor(
        hashint8extended(e.balance_before, e.account_version)
        # hashint8extended(e.balance_after, e.account_version + 1)
      ) as chain,
      -- If each transaction's entries sum to zero, so do they times its weight, modulo the prime 2^31 - 1; if not, by a
      -- chance of 2^-30 (R. Freivalds, "Probabilistic machines can use less running time", 1977).
      sum(
        e.amount % 2147483647 * (1 + (uuid_hash_extended(e.transaction_id, seed) & 1073741823))
      ) as weighed,
      sum(uuid_hash(e.transaction_id)) as names
    from ledger.entries as e group by e.account_id, e.currency
  ),
  per_currency as (
    select
      p.currency, sum(coalesce(p.folded, 0) + coalesce(p.unfolded, 0))::bigint as amount,
      (sum(p.weighed) % 2147483647)::bigint as weighed
    from per_account as p group by p.currency
  ),
  named as (select sum(p.names)::bigint as names from per_account as p),
  announced as (
    select sum(uuid_hash(t.id)::bigint * t.entry_count)::bigint as names from ledger.transactions as t
  )
  select 'entries sum to zero per currency', c.currency, 0::bigint, c.amount
  from per_currency as c where c.amount <> 0
  union all
  select 'transactions are whole', c.currency, 0::bigint, c.weighed from per_currency as c where c.weighed <> 0
  union all
  select 'transactions are whole', 'entries', a.names, n.names
  from announced as a cross join named as n where a.names is distinct from n.names
  union all
  select 'balance equals entries', a.id::text, coalesce(p.folded, 0)::bigint, a.balance
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.balance <> coalesce(p.folded, 0)
  union all
  select 'chain has no gap', a.id::text, a.version, coalesce(p.steps, 0)
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.version <> coalesce(p.steps, 0)
  union all
  select 'each balance follows the one before', a.id::text, step.previous, step.balance_before
  from per_account as p inner join ledger.accounts as a on a.id = p.account_id
  left join lateral ledger.find_broken_step(a.id) as step on true
  where p.chain <> hashint8extended(0, 1) # hashint8extended(a.balance, a.version + 1)
  union all
  select 'entry belongs to an account of its currency', p.account_id::text, null::bigint, p.folded::bigint
  from per_account as p left join ledger.accounts as a on a.id = p.account_id and a.currency = p.currency
  where a.id is null
  union all
  select 'account that may not go negative is at or above zero', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where not a.may_go_negative and a.balance < 0;
end
$$;
comment on function ledger.find_broken_books(bigint) is
'Accounts, chains and transactions against the entries, in one pass over them; give another seed every time.';

create function ledger.find_broken_transactions() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  select 'entries of a transaction sum to zero', e.transaction_id::text, 0, sum(e.amount)::bigint
  from ledger.entries as e group by e.transaction_id, e.currency having sum(e.amount) <> 0
  union all
  select
    'transaction and entries belong together', coalesce(t.id, e.transaction_id)::text, coalesce(t.entry_count, 0),
    coalesce(e.entries, 0)
  from ledger.transactions as t
  full join (
    select e.transaction_id, count(*) as entries from ledger.entries as e group by e.transaction_id
  ) as e on e.transaction_id = t.id
  where coalesce(t.entry_count, 0) <> coalesce(e.entries, 0)
$$;
comment on function ledger.find_broken_transactions() is 'Which transactions are not whole: slow and exact.';

create or replace function app.reconcile() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  began constant timestamptz := clock_timestamp();
  seed constant bigint := random() * 1e15;
  found_findings jsonb;
  new_id uuid;
begin
  with books as materialized (select * from ledger.find_broken_books(seed)),
  findings as (
    select * from books
    union all
    select * from ledger.find_broken_transactions()
    where exists (select from books as b where b.broken_rule = 'transactions are whole')
    union all
    select * from app.find_broken_money()
    limit 1000
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'check', f.broken_rule, 'subject', f.subject, 'expected', f.expected, 'found', f.found
  )), '[]') into found_findings
  from findings as f;
  insert into ledger.reconciliations as r (entry_count, account_count, findings, duration_ms)
  values (
    (select count(*) from ledger.entries), (select count(*) from ledger.accounts), found_findings,
    extract(milliseconds from clock_timestamp() - began)::bigint
  )
  returning r.id into new_id;
  return new_id;
end
$$;
drop function ledger.find_broken_chains();
drop function ledger.find_broken_books();
reset role;

-- migrate:down
set local lock_timeout = '3s';
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

create or replace function app.reconcile() returns uuid
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
drop function ledger.find_broken_transactions();
drop function ledger.find_broken_books(bigint);
drop function ledger.find_broken_step(uuid);
reset role;
