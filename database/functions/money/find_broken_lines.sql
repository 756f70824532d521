-- What somebody sees of a movement against the movement, and each movement against its cause: who moves money between
-- two accounts by a post that balances leaves a transaction that nothing speaks of. One join or GROUP BY each.
create or replace function app.find_broken_lines() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  select 'completed wallet transaction stands in the ledger', t.id::text, 1::bigint, 0::bigint
  from public.wallet_transactions as t
  left join ledger.transactions as l on l.id = t.ledger_transaction_id
  where t.status = 'completed' and l.id is null
  union all
  select 'what is booked moves its amount', b.id::text, b.amount, 0
  from (
    select t.id, t.ledger_transaction_id, t.amount
    from public.wallet_transactions as t
    left join public.wallet_transactions as o on o.id = t.relates_to
    left join ledger.transactions as l on l.id = t.ledger_transaction_id
    where o.ledger_transaction_id is distinct from t.ledger_transaction_id -- else a note on it: a dispute is lost
      and not (l.kind = 'deal_split' and t.transaction_type = 'transfer' and t.balance_effect = 0) -- below
    union all
    select p.id, p.ledger_transaction_id, p.amount from public.payouts as p
    union all
    select e.id, e.ledger_transaction_id, abs(e.amount) from public.earnings as e where e.amount <> 0
  ) as b
  where b.ledger_transaction_id is not null and not exists (
    select from ledger.entries as e where e.transaction_id = b.ledger_transaction_id and abs(e.amount) = b.amount
  )
  union all -- no single entry: what the brand spends of a split is the creator's part and the fee
  select 'what is booked moves its amount', t.id::text, t.amount, coalesce(sum(e.amount), 0)::bigint
  from public.wallet_transactions as t
  inner join ledger.transactions as l on l.id = t.ledger_transaction_id and l.kind = 'deal_split'
  left join (
    select n.transaction_id, n.amount from ledger.entries as n inner join ledger.accounts as a on a.id = n.account_id
    where a.purpose not in ('deal_held', 'brand_available')
  ) as e on e.transaction_id = l.id
  where t.transaction_type = 'transfer' and t.balance_effect = 0
  group by t.id having t.amount <> coalesce(sum(e.amount), 0)
  union all
  select 'wallet transaction has the effect of its entry', t.id, coalesce(e.amount, 0), t.amount
  from (
    select
      t.wallet_id, t.ledger_transaction_id, min(t.id::text) as id, sum(t.balance_effect)::bigint as amount
    from public.wallet_transactions as t where t.ledger_transaction_id is not null
    group by t.wallet_id, t.ledger_transaction_id
  ) as t
  inner join public.wallets as w on w.id = t.wallet_id
  left join lateral (
    select sum(n.amount)::bigint as amount
    from ledger.accounts as a
    inner join ledger.entries as n on n.transaction_id = t.ledger_transaction_id and n.account_id = a.id
    where a.owner_id = coalesce(w.brand_id, w.user_id) and a.currency = w.currency
      and a.purpose in ('brand_available', 'creator_payable', 'agent_payable')
  ) as e on true
  where coalesce(e.amount, 0) <> t.amount
  union all
  select 'deposit says what was credited', t.id::text, t.balance_effect, t.amount
  from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.status = 'completed' and t.amount <> t.balance_effect
  union all
  select 'deposit knows what left it', d.id::text, least(d.amount, coalesce(t.amount, 0))::bigint, d.refunded_amount
  from public.wallet_transactions as d
  left join (
    select t.relates_to, sum(t.amount - coalesce(b.amount, 0)) as amount
    from public.wallet_transactions as t
    left join (
      select b.relates_to, sum(b.amount) as amount from public.wallet_transactions as b
      where b.transaction_type = 'release' group by b.relates_to
    ) as b on b.relates_to = t.id
    where t.transaction_type in ('withdrawal', 'reservation') and t.status in ('pending', 'completed')
    group by t.relates_to
  ) as t on t.relates_to = d.id -- as app.count_refunds counts it
  where d.transaction_type = 'deposit' and d.refunded_amount <> least(d.amount, coalesce(t.amount, 0))
  union all
  select 'ledger transaction has its cause', l.id::text, 1, 0
  from ledger.transactions as l
  where not exists (select from public.wallet_transactions as t where t.ledger_transaction_id = l.id)
    and not exists (select from public.earnings as e where e.ledger_transaction_id = l.id)
    and not exists (select from public.escrow_events as v where v.ledger_transaction_id = l.id)
    and not exists (select from public.stripe_balance_transactions as b where b.ledger_transaction_id = l.id)
    and not exists (
      select from public.wallet_transactions as t -- withdrawals and payouts that came to nothing
      where t.ledger_transaction_id = l.reverses and t.status = 'failed'
    )
    and not exists (
      select from public.wallet_transactions as t
      where l.idempotency_key = 'refund_settled:' || t.id and t.status = 'completed'
    )
    and not exists (
      select from public.payouts as p where l.idempotency_key = 'payout_settled:' || p.id and p.status = 'paid'
    )
    and not exists ( -- the platform has no wallet: app.find_broken_programs compares these with its programs
      select from public.reward_programs as p
      where l.kind in ('reward_fund', 'reward_return') and p.id::text = split_part(l.idempotency_key, ':', 2) and p.brand_id is null
    )
$$;

comment on function app.find_broken_lines() is
'Lines of wallets against the entries of their transactions, deposits against what left them, and movements of the '
'ledger that nothing accounts for.';
