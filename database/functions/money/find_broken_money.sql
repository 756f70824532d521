-- Rules that compare tables and that no constraint can hold; every night app.reconcile asks.
create or replace function app.find_broken_money() returns table (
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
  union all
  select 'nothing is available while a debt stands', a.id::text, 0, a.balance
  from ledger.accounts as a
  inner join ledger.account_balances as d
    on d.brand_id = a.brand_id and d.currency = a.currency and d.purpose = 'disputes' and d.balance < 0
  where a.purpose = 'brand_available' and a.balance > 0
  union all
  select 'event of Stripe is worked on', e.id, 0, 1
  from public.stripe_events as e where e.status = 'failed'
$$;

comment on function app.find_broken_money() is
'Wallets, campaigns, reservations, earnings and payouts against the ledger, and events of Stripe that were given up.';
