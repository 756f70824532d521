-- By the ledger, whatever made it post: what happens to money later is booked later, and changes no day of before.
-- platform_revenue is credited with what agents leave of a fee, so that their shares are taken off already.
create or replace function app.count_financial_days(first_day date, last_day date) returns table (
  date date, currency text, total_payouts bigint, payouts_count integer, total_refunds bigint, refunds_count integer,
  platform_fees bigint, net_revenue bigint, largest_single_payout bigint, largest_single_refund bigint
)
language sql stable set search_path = '' as $$
  with span as materialized (
    select first_day::timestamp at time zone 'UTC' as since, (last_day + 1)::timestamp at time zone 'UTC' as until
  ),
  booked (at, currency, purpose, amount) as materialized (
    select e.created_at, e.currency, coalesce(back.purpose, a.purpose), e.amount
    from span as s
    inner join ledger.entries as e on e.created_at >= s.since and e.created_at < s.until
    inner join ledger.accounts as a on a.id = e.account_id
    left join lateral ( -- with a limit: as EXISTS it would be answered by reading the whole ledger
      select true as is_refund
      from ledger.entries as held inner join ledger.accounts as h on h.id = held.account_id
      where a.purpose = 'brand_available' and e.amount > 0 and held.transaction_id = e.transaction_id
        and held.amount < 0 and h.purpose in ('gig_held', 'deal_held')
      limit 1
    ) as source on true
    left join lateral ( -- what comes back of the platform's own rewards is no fee
      select 'reward_return' as purpose from ledger.transactions as t
      where a.purpose = 'platform_revenue' and e.amount > 0 and t.id = e.transaction_id and t.kind = 'reward_return'
      limit 1
    ) as back on true
    where a.purpose in ('platform_revenue', 'stripe_fees') or source.is_refund
    union all
    select p.paid_at, p.currency, 'payout', p.amount from public.payouts as p, span as s
    where p.paid_at >= s.since and p.paid_at < s.until
  ),
  currencies as (
    select w.currency from public.wallets as w
    union
    select b.currency from booked as b
  )
  select
    d.day, c.currency,
    coalesce(sum(b.amount) filter (where b.purpose = 'payout'), 0)::bigint,
    (count(*) filter (where b.purpose = 'payout'))::integer,
    coalesce(sum(b.amount) filter (where b.purpose = 'brand_available'), 0)::bigint,
    (count(*) filter (where b.purpose = 'brand_available'))::integer,
    coalesce(sum(b.amount) filter (where b.purpose = 'platform_revenue' and b.amount > 0), 0)::bigint,
    coalesce(sum(b.amount) filter (where b.purpose in ('platform_revenue', 'stripe_fees', 'reward_return')), 0)::bigint,
    coalesce(max(b.amount) filter (where b.purpose = 'payout'), 0),
    coalesce(max(b.amount) filter (where b.purpose = 'brand_available'), 0)
  from (
    select first_day + n.n as day from generate_series(0, last_day - first_day) as n (n)
  ) as d
  cross join currencies as c
  left join booked as b on (b.at at time zone 'UTC')::date = d.day and b.currency = c.currency
  group by d.day, c.currency
$$;

comment on function app.count_financial_days(date, date) is
'Money of each day (UTC) of a span, both ends included, in each currency that there is a wallet in; minor units. Payouts paid that '
'day; refunds out of gigs and deals to brands; fees credited to platform_revenue; net: these less what was taken back of them, '
'what the platform''s own rewards were funded with (more what came back) and Stripe''s fees.';

grant execute on function app.count_financial_days(date, date) to admin, service;
