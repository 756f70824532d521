-- Every step of every chain and every transaction is proved without sorting or grouping a single entry by it: one pass
-- compares fingerprints, and only where one differs do the exact queries look for the place.
-- (docs/decisions/0015-reconciliation-by-fingerprint.md)
create or replace function ledger.find_broken_books(seed bigint) returns table (
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
      count(*) filter (where case
        when e.account_version is null then num_nonnulls(e.balance_before, e.balance_after) > 0
        else (e.balance_before + e.amount = e.balance_after) is not true
      end) as missteps,
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
  select 'balance equals entries', a.id::text, coalesce(p.folded, 0)::bigint, a.balance + a.folded_balance
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.balance + a.folded_balance <> coalesce(p.folded, 0)
  union all
  select 'chain has no gap', a.id::text, a.version, coalesce(p.steps, 0)
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.version <> coalesce(p.steps, 0)
  union all
  select 'each balance follows the one before', a.id::text, step.previous, step.balance_before
  from per_account as p inner join ledger.accounts as a on a.id = p.account_id
  left join lateral ledger.find_broken_step(a.id) as step on true
  where p.chain <> hashint8extended(0, 1) # hashint8extended(a.balance + a.folded_balance, a.version + 1)
  union all
  select 'each entry leads from the balance before to the balance after', p.account_id::text, 0::bigint, p.missteps
  from per_account as p where p.missteps > 0
  union all
  select 'entry belongs to an account of its currency', p.account_id::text, null::bigint, p.folded::bigint
  from per_account as p left join ledger.accounts as a on a.id = p.account_id and a.currency = p.currency
  where a.id is null
  union all
  select 'account that may not go negative is at or above zero', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where not a.may_go_negative and a.balance < 0
  union all
  select 'account is kept under its owner', a.id::text, null::bigint, null::bigint
  from ledger.accounts as a
  where a.owner_id <> ledger.owner_of(a.brand_id, a.user_id, a.campaign_id, a.gig_id, a.deal_id, a.program_id)
  union all
  select 'purpose says what may go negative', a.id::text, null::bigint, a.balance
  from ledger.accounts as a where a.may_go_negative <> ledger.may_go_negative(a.purpose)
  union all
  select 'only what may go negative is folded', a.id::text, 0::bigint, a.folded_balance
  from ledger.accounts as a where a.folded_balance <> 0 and not a.may_go_negative
  union all
  select 'what is folded holds nothing else', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where a.balance <> 0 and a.may_go_negative;
end
$$;

comment on function ledger.find_broken_books(bigint) is
'Accounts, chains and transactions against the entries, in one pass over them; give another seed every time.';
