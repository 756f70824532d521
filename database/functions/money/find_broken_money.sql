-- Rules that compare tables and that no constraint can hold; every night app.reconcile asks.
create or replace function app.find_broken_money() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  select * from app.find_broken_holdings()
  union all
  select * from app.find_broken_lines()
  union all
  select * from app.find_broken_earnings()
  union all
  select * from app.find_broken_balance()
  union all
  select * from app.find_broken_deals()
  union all
  select * from app.find_broken_freezes()
  union all
  select * from app.find_broken_commissions()
  union all
  select * from app.find_broken_payouts()
  union all
  select * from app.find_broken_awards()
  union all
  select * from app.find_broken_programs()
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
'Wallets, campaigns, reservations, earnings, payouts, gigs, deals, commissions, awards and budgets of rewards against the ledger, the '
'ledger against what was read of Stripe, and events of Stripe that were given up.';
