-- What agents are owed, commission by commission, against the ledger and against the payouts that it is in. One join or
-- GROUP BY each.
create or replace function app.find_broken_commissions() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with open_now as ( -- what was taken back wholly before it was paid is two rows that come to nothing
    select c.agent_user_id, c.currency, sum(c.amount)::bigint as amount from public.commissions as c
    where c.status in ('pending', 'available', 'held') and c.payout_id is null group by c.agent_user_id, c.currency
  )
  select 'open commissions equal what is payable', b.id::text, b.balance, coalesce(o.amount, 0)
  from ledger.account_balances as b
  left join open_now as o on o.agent_user_id = b.user_id and o.currency = b.currency
  where b.purpose = 'agent_payable' and b.balance <> coalesce(o.amount, 0)
  union all
  select 'owed commissions have their account', o.agent_user_id::text, o.amount, 0
  from open_now as o
  where o.amount <> 0 and not exists (
    select from ledger.accounts as a
    where a.owner_id = o.agent_user_id and a.currency = o.currency and a.purpose = 'agent_payable'
  )
  union all
  select 'payout equals its commissions', p.id::text, coalesce(c.amount, 0), p.commission_amount
  from public.payouts as p
  left join (
    select c.payout_id, sum(c.amount)::bigint as amount from public.commissions as c
    where c.payout_id is not null group by c.payout_id
  ) as c on c.payout_id = p.id
  where case p.status when 'failed' then c.payout_id is not null else p.commission_amount <> coalesce(c.amount, 0) end
  union all
  select 'commission is paid when its payout is', c.id::text, (p.status = 'paid')::integer, (c.status = 'paid')::integer
  from public.commissions as c inner join public.payouts as p on p.id = c.payout_id
  where (c.status = 'paid') <> (p.status = 'paid')
    or (c.agent_user_id, c.currency) is distinct from (p.creator_user_id, p.currency)
  union all
  select 'commission moves its amount', c.id::text, c.amount, coalesce(sum(e.amount), 0)::bigint
  from public.commissions as c
  left join ledger.accounts as a
    on a.owner_id = c.agent_user_id and a.currency = c.currency and a.purpose = 'agent_payable'
  left join ledger.entries as e on e.transaction_id = c.ledger_transaction_id and e.account_id = a.id
  where c.ledger_transaction_id is not null and c.kind <> 'advance' -- a pair, of which the ledger has one half
  group by c.id having c.amount <> coalesce(sum(e.amount), 0)
$$;

comment on function app.find_broken_commissions() is 'Commissions against what agents are owed, their postings and their payouts.';
