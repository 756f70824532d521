-- What was paid and is taken back is netted by what comes next. Who brings nobody any more keeps owing it, and somebody has to
-- decide. As in a payout, what they earned as a creator counts.
create or replace function app.negative_payables(
  longer_than interval, at_most integer, after_moment timestamptz default null, after_user uuid default null,
  after_currency text default null
) returns table (
  agent_user_id uuid, display_name text, currency text, balance bigint, commission_balance bigint, negative_since timestamptz
)
language sql stable security definer set search_path = '' as $$
  select p.user_id, p.display_name, w.currency, owed.balance, a.balance, owed.since
  from ledger.account_balances as a
  inner join public.wallets as w on w.user_id = a.user_id and w.currency = a.currency
  inner join public.agent_profiles as p on p.user_id = a.user_id
  cross join lateral (
    with booked as materialized (select e.* from app.payable_entries(w) as e)
    select min(b.created_at) as since, (array_agg(b.balance order by b.place desc))[1] as balance
    from booked as b
    where b.place > coalesce((select max(o.place) from booked as o where o.balance >= 0), 0)
  ) as owed
  where a.purpose = 'agent_payable' and a.balance < 0 and owed.since < now() - negative_payables.longer_than
    and (
      after_moment is null
      or (owed.since, p.user_id, w.currency) > (after_moment, after_user, after_currency)
    )
  order by owed.since, p.user_id, w.currency limit at_most
$$;

comment on function app.negative_payables(interval, integer, timestamptz, uuid, text) is
'Agents who owe us, commissions and earnings together, for longer than that, per currency: how much (below zero, minor units), what of it '
'as an agent, since when; the oldest first, behind the place that is named.';

grant execute on function app.negative_payables(interval, integer, timestamptz, uuid, text) to admin, service;
