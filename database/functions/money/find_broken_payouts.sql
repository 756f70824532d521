-- One join or GROUP BY each. Earnings are looked at by app.find_broken_earnings.
create or replace function app.find_broken_payouts() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
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
$$;

comment on function app.find_broken_payouts() is 'Commissions against the payouts that they are in.';
