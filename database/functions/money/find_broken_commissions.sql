-- Agents' parts of fees against the fees, the ledger, and each other. One join or GROUP BY each.
create or replace function app.find_broken_commissions() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with owed as (
    select c.agent_user_id, c.currency, sum(c.amount)::bigint as amount from public.commissions as c
    where c.payout_id is null and c.status in ('pending', 'available', 'held') group by c.agent_user_id, c.currency
  ),
  payable as (
    select b.user_id, b.currency, b.balance from ledger.account_balances as b where b.purpose = 'agent_payable'
  ),
  booked as (
    select c.agent_user_id, c.currency, c.ledger_transaction_id, min(c.id::text) as id, sum(c.amount)::bigint as amount
    from public.commissions as c group by c.agent_user_id, c.currency, c.ledger_transaction_id
  ),
  parts as (
    select c.escrow_id, sum(c.amount)::bigint as amount, max(c.base_fee) as most, min(c.base_fee) as least
    from public.commissions as c where c.kind = 'earned' group by c.escrow_id
  ),
  families as (
    select
      coalesce(c.reverses, c.id) as id, sum(c.amount)::bigint as amount,
      (count(*) filter (where c.status = 'reversed'))::bigint as reversed, count(*) as rows
    from public.commissions as c where c.kind in ('earned', 'reversal') group by 1
  )
  select
    'open commissions equal what an agent is owed', coalesce(p.user_id, o.agent_user_id)::text, coalesce(p.balance, 0),
    coalesce(o.amount, 0)
  from payable as p full join owed as o on o.agent_user_id = p.user_id and o.currency = p.currency
  where coalesce(p.balance, 0) <> coalesce(o.amount, 0)
  union all
  select 'commission has the amount of its entry', b.id, coalesce(e.amount, 0), b.amount
  from booked as b
  left join ledger.accounts as a
    on a.owner_id = b.agent_user_id and a.purpose = 'agent_payable' and a.currency = b.currency
  left join ledger.entries as e on e.transaction_id = b.ledger_transaction_id and e.account_id = a.id
  where b.amount <> coalesce(e.amount, 0)
  union all
  select 'commissions are parts of the fee of their escrow', e.id::text, e.fee_amount, p.most
  from parts as p inner join public.escrows as e on e.id = p.escrow_id
  where e.status <> 'released' or p.least <> e.fee_amount or p.most <> e.fee_amount
  union all
  select 'commissions of a fee come to no more than it', p.escrow_id::text, p.most, p.amount
  from parts as p where p.amount > p.most
  union all
  select 'no more of a commission is taken back than it is', f.id::text, 0, f.amount
  from families as f where f.amount < 0
  union all
  select 'what is reversed was taken back wholly', f.id::text, 0, f.amount
  from families as f where f.reversed > 0 and (f.amount <> 0 or f.reversed <> f.rows)
$$;

comment on function app.find_broken_commissions() is
'Commissions against fees, the ledger and what was taken back of them.';
