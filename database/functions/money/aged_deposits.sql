-- A wallet is one pot: what leaves it is taken of its oldest deposits, so that what is left came with the newest ones. Deals
-- are not in it: their money has a time limit of its own, and comes back as the newest.
create or replace function app.aged_deposits(as_of timestamptz) returns table (
  deposit_id uuid, wallet_id uuid, brand_id uuid, currency text, amount bigint, remaining bigint,
  deposited_at timestamptz
)
language sql stable set search_path = '' as $$
  with pots as materialized (
    select a.brand_id, a.currency, sum(a.balance)::bigint as left_over from ledger.accounts as a
    where a.purpose in ('brand_available', 'campaign_reserved', 'gig_held', 'reward_budget') and a.balance > 0
    group by a.brand_id, a.currency
  ),
  deposits as (
    select
      t.id, w.id as wallet_id, w.brand_id, w.currency, t.amount, t.completed_at, t.amount - t.refunded_amount as kept,
      p.left_over - sum(t.amount - t.refunded_amount) over (
        partition by w.id order by t.completed_at desc, t.id desc
      ) + (t.amount - t.refunded_amount) as left_for_it
    from pots as p
    inner join public.wallets as w on w.brand_id = p.brand_id and w.currency = p.currency
    inner join public.wallet_transactions as t on t.wallet_id = w.id
    where t.transaction_type = 'deposit' and t.status = 'completed'
  )
  select d.id, d.wallet_id, d.brand_id, d.currency, d.amount, least(d.kept, d.left_for_it)::bigint, d.completed_at
  from deposits as d
  where d.kept > 0 and d.left_for_it > 0
    and d.completed_at <= as_of - make_interval(days => (app.setting('aged_deposit_days') #>> '{}')::integer)
$$;

comment on function app.aged_deposits(timestamptz) is
'Deposits as old as aged_deposit_days of which money is still in the wallet, reserved for campaigns or held by gigs and rewards, and how '
'much (remaining, minor units): the first that came goes first. What was refunded of a deposit is gone from it.';

grant execute on function app.aged_deposits(timestamptz) to admin, service;
