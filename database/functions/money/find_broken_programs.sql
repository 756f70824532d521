-- Budgets of rewards against their accounts, and against the awards that they are reserved and spent for. One GROUP BY each.
create or replace function app.find_broken_programs() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with budgets as (
    select b.program_id, b.currency, b.brand_id, b.balance from ledger.account_balances as b where b.purpose = 'reward_budget'
  ),
  posted as (
    select
      a.program_id, coalesce(sum(e.amount) filter (where t.kind = 'reward_fund'), 0)::bigint as funded,
      -coalesce(sum(e.amount) filter (where t.kind = 'reward_return'), 0)::bigint as returned
    from ledger.accounts as a
    inner join ledger.entries as e on e.account_id = a.id
    inner join ledger.transactions as t on t.id = e.transaction_id
    where a.purpose = 'reward_budget' and t.kind in ('reward_fund', 'reward_return')
    group by a.program_id
  ),
  awarded as (
    select
      a.program_id, coalesce(sum(a.amount) filter (where a.status = 'granted'), 0)::bigint as reserved,
      coalesce(sum(a.amount) filter (where a.status in ('claimed', 'fulfilled')), 0)::bigint as spent
    from public.reward_awards as a where a.kind in ('money', 'token') group by a.program_id
  )
  select 'budget of rewards equals its account', p.id::text, p.budget_total - p.budget_spent - p.budget_returned, coalesce(b.balance, 0)
  from public.reward_programs as p left join budgets as b on b.program_id = p.id and b.currency = p.currency
  where coalesce(b.balance, 0) <> p.budget_total - p.budget_spent - p.budget_returned
  union all
  select 'account of a budget is its program''s', b.program_id::text, 0, b.balance
  from budgets as b left join public.reward_programs as p on p.id = b.program_id
  where p.id is null or p.brand_id is distinct from b.brand_id or (p.currency is distinct from b.currency and b.balance <> 0)
  union all
  select 'budget of rewards was funded and returned as the ledger says', p.id::text, v.expected, v.found
  from public.reward_programs as p left join posted as l on l.program_id = p.id
  cross join lateral (values
    (coalesce(l.funded, 0), p.budget_total), (coalesce(l.returned, 0), p.budget_returned)
  ) as v (expected, found)
  where v.expected <> v.found
  union all
  select 'reserved budget equals what is granted', p.id::text, coalesce(a.reserved, 0), p.budget_reserved
  from public.reward_programs as p left join awarded as a on a.program_id = p.id
  where p.budget_reserved <> coalesce(a.reserved, 0)
  union all
  select 'spent budget equals what was claimed', p.id::text, coalesce(a.spent, 0), p.budget_spent
  from public.reward_programs as p left join awarded as a on a.program_id = p.id
  where p.budget_spent <> coalesce(a.spent, 0)
$$;

comment on function app.find_broken_programs() is
'Budgets of reward programs against the ledger, and against their awards: granted money is reserved, claimed money is spent.';
