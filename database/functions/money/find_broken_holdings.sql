-- Each kind of account is tied to the rows that say why it holds what it holds. All but stripe_clearing: entries sum to
-- zero per currency (ledger.find_broken_books), so where the others agree it does too, and Stripe itself is asked of it
-- (app.find_broken_balance). One GROUP BY each.
create or replace function app.find_broken_holdings() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with effects as (
    select t.wallet_id, sum(t.balance_effect) as amount from public.wallet_transactions as t
    where t.ledger_transaction_id is not null and t.status in ('pending', 'completed')
    group by t.wallet_id
  ),
  open_refunds as (
    select t.wallet_id, sum(t.amount) as amount from public.wallet_transactions as t
    where t.transaction_type = 'withdrawal' and t.status = 'pending' group by t.wallet_id
  ),
  -- What Stripe took and the wallet did not have, less what has closed the gap since.
  uncovered as (
    select t.wallet_id, sum(case
      when l.kind in ('debt', 'debt_paid') then -t.balance_effect
      when l.kind in ('dispute_won', 'refund_failed') then t.amount - t.balance_effect
      else -t.amount - t.balance_effect
    end) as amount
    from public.wallet_transactions as t
    inner join ledger.transactions as l on l.id = t.ledger_transaction_id
    where l.kind in ('debt', 'debt_paid', 'dispute_won', 'refund_failed', 'refund_at_stripe')
      or l.kind = 'dispute' and t.transaction_type = 'reservation'
    group by t.wallet_id
  ),
  balances as materialized ( -- owner_id: an OR of two columns would compare each wallet with each account
    select b.*, coalesce(b.user_id, b.brand_id) as owner_id from ledger.account_balances as b
  ),
  owned as ( -- one wallet for what somebody is owed as creator and as agent
    select b.owner_id, b.currency, sum(b.balance)::bigint as balance from balances as b
    where b.purpose in ('brand_available', 'creator_payable', 'agent_payable') group by b.owner_id, b.currency
  )
  select 'wallet equals its account', w.id::text, coalesce(b.balance, 0)::bigint, coalesce(e.amount, 0)::bigint
  from public.wallets as w
  left join effects as e on e.wallet_id = w.id
  left join owned as b on b.owner_id = coalesce(w.user_id, w.brand_id) and b.currency = w.currency
  where coalesce(b.balance, 0) <> coalesce(e.amount, 0)
  union all
  select 'account of a wallet has its wallet', b.id::text, 0, b.balance
  from balances as b
  left join public.wallets as w on coalesce(w.user_id, w.brand_id) = b.owner_id and w.currency = b.currency
  where b.purpose in ('brand_available', 'creator_payable', 'agent_payable', 'refunds', 'disputes')
    and b.balance <> 0 and w.id is null
  union all
  select 'refunds equal the withdrawals under way', w.id::text, coalesce(b.balance, 0), coalesce(o.amount, 0)::bigint
  from public.wallets as w
  left join open_refunds as o on o.wallet_id = w.id
  left join balances as b on b.brand_id = w.brand_id and b.currency = w.currency and b.purpose = 'refunds'
  where coalesce(b.balance, 0) <> coalesce(o.amount, 0)
  union all
  select 'disputes equal what was not covered', w.id::text, coalesce(b.balance, 0), coalesce(u.amount, 0)::bigint
  from public.wallets as w
  left join uncovered as u on u.wallet_id = w.id
  left join balances as b on b.brand_id = w.brand_id and b.currency = w.currency and b.purpose = 'disputes'
  where coalesce(b.balance, 0) <> coalesce(u.amount, 0)
  union all
  select 'platform revenue equals the fees', b.id::text, b.balance, coalesce(e.amount, 0)::bigint
  from balances as b
  left join (
    select f.currency, sum(f.amount) as amount
    from (
      select e.currency, e.fee_amount as amount from public.earnings as e
      union all -- less what agents have of it
      select c.currency, -c.amount from public.commissions as c where c.kind in ('earned', 'reversal')
      union all -- and what its own programs hold, and have paid
      select p.currency, p.budget_returned - p.budget_total from public.reward_programs as p
      where p.brand_id is null and p.budget_total > 0
    ) as f group by f.currency
  ) as e on e.currency = b.currency
  where b.purpose = 'platform_revenue' and b.balance <> coalesce(e.amount, 0)
  union all
  select 'campaign budget equals its account', c.id::text, coalesce(b.balance, 0), c.budget_reserved
  from public.campaigns as c
  left join balances as b on b.campaign_id = c.id and b.purpose = 'campaign_reserved' and b.currency = c.currency
  where coalesce(b.balance, 0) <> c.budget_reserved
  union all
  select 'open earnings equal what is payable', b.id::text, b.balance, coalesce(e.amount, 0)::bigint
  from balances as b
  left join (
    select e.creator_user_id, e.currency, sum(e.amount) as amount from public.earnings as e
    where e.status = 'pending' and e.payout_id is null group by e.creator_user_id, e.currency
  ) as e on e.creator_user_id = b.user_id and e.currency = b.currency
  where b.purpose = 'creator_payable' and b.balance <> coalesce(e.amount, 0)
  union all
  select 'open payouts equal what is in transit', b.id::text, b.balance, coalesce(p.amount, 0)::bigint
  from balances as b
  left join (
    select p.creator_user_id, p.currency, sum(p.amount) as amount from public.payouts as p
    where p.status in ('pending', 'manual_review') group by p.creator_user_id, p.currency
  ) as p on p.creator_user_id = b.user_id and p.currency = b.currency
  where b.purpose = 'payout_in_transit' and b.balance <> coalesce(p.amount, 0)
$$;

comment on function app.find_broken_holdings() is
'Each account against the wallets, withdrawals, disputes, campaigns, earnings and payouts that it stands for.';
