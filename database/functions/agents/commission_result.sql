-- By the ledger, as app.count_financial_days: what happens to money later is booked later, and changes no month of before.
create or replace function app.commission_result(month date) returns table (
  currency text, fees bigint, to_agents bigint, kept bigint, card_costs bigint, result bigint
)
language sql stable set search_path = '' as $$
  with booked as (
    select e.currency, a.purpose, sum(e.amount)::bigint as amount
    from ledger.entries as e
    inner join ledger.accounts as a
      on a.id = e.account_id and a.purpose in ('platform_revenue', 'agent_payable', 'stripe_fees')
    inner join ledger.transactions as t on t.id = e.transaction_id
    where e.created_at >= commission_result.month::timestamp at time zone 'UTC'
      and e.created_at < (commission_result.month + interval '1 month') at time zone 'UTC'
      and case a.purpose
        when 'agent_payable' -- not what was paid out, nor what came back of that
          then t.kind in ('deal_release', 'deal_split', 'clawback', 'commission_forfeit')
        when 'platform_revenue' -- what it sets aside to reward people is no fee, nor what comes back
          then t.kind not in ('reward_fund', 'reward_return')
        else true
      end
    group by e.currency, a.purpose
  ),
  sums as (
    select
      b.currency, coalesce(sum(b.amount) filter (where b.purpose = 'agent_payable'), 0)::bigint as to_agents,
      coalesce(sum(b.amount) filter (where b.purpose = 'platform_revenue'), 0)::bigint as kept,
      coalesce(-sum(b.amount) filter (where b.purpose = 'stripe_fees'), 0)::bigint as card_costs
    from booked as b group by b.currency
  )
  select s.currency, s.to_agents + s.kept, s.to_agents, s.kept, s.card_costs, s.kept - s.card_costs
  from sums as s order by s.currency
$$;

comment on function app.commission_result(date) is
'What the platform took in the month that begins on that day (UTC), in each currency, in minor units: fees less what was taken back of '
'them, of these agents'' parts and what was kept, what Stripe took, and what is left of it.';

grant execute on function app.commission_result(date) to admin;
