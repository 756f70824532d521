-- From the reservation to the payout: each step has the amounts of the one before. One join or GROUP BY each.
create or replace function app.find_broken_earnings() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with booked as (
    select
      split_part(t.reference_id, ':', 2) as reservation_id,
      coalesce(sum(t.amount) filter (where t.transaction_type = 'reservation'), 0)::bigint as amount,
      coalesce(sum(t.amount) filter (where t.transaction_type = 'release'), 0)::bigint as released
    from public.wallet_transactions as t
    where t.reference_id like 'reservation:%' and t.transaction_type = 'reservation'
      or t.reference_id like 'release:%' and t.transaction_type = 'release'
    group by 1
  ),
  spent as (
    select s.participant_id, sum(e.gross_amount)::bigint as amount
    from public.earnings as e inner join public.creator_submissions as s on s.id = e.submission_id
    where e.kind = 'earned' group by s.participant_id
  ),
  fees as (
    select f.transaction_id, sum(f.amount)::bigint as amount
    from (
      select e.transaction_id, e.amount from ledger.entries as e
      inner join ledger.accounts as a on a.id = e.account_id and a.purpose = 'platform_revenue'
      union all
      select c.ledger_transaction_id, c.amount from public.commissions as c where c.kind in ('earned', 'reversal')
    ) as f group by f.transaction_id
  )
  select 'reservations equal the campaign budget', c.id::text, c.budget_reserved, coalesce(r.held, 0)::bigint
  from public.campaigns as c
  left join (
    select r.campaign_id, sum(r.amount - r.spent - r.released) as held
    from public.campaign_budget_reservations as r group by r.campaign_id
  ) as r on r.campaign_id = c.id
  where c.budget_reserved <> coalesce(r.held, 0)
  union all
  select v.broken_rule, r.id::text, v.expected, v.found
  from public.campaign_budget_reservations as r
  left join booked as b on b.reservation_id = r.id::text
  left join spent as s on s.participant_id = r.participant_id
  cross join lateral (values
    ('reservation holds what was reserved', coalesce(b.amount, 0), r.amount),
    ('reservation lost what was released', coalesce(b.released, 0), r.released),
    ('reservation spent what was earned', coalesce(s.amount, 0), r.spent)
  ) as v (broken_rule, expected, found)
  where v.expected <> v.found
  union all
  select 'campaign spent what was earned', c.id::text, coalesce(e.amount, 0)::bigint, c.budget_spent
  from public.campaigns as c
  left join (
    select e.campaign_id, sum(e.gross_amount) as amount from public.earnings as e
    where e.kind in ('earned', 'clawback') group by e.campaign_id
  ) as e on e.campaign_id = c.id
  where c.budget_spent <> coalesce(e.amount, 0)
  union all
  select 'earning pays the fee of its entry', e.id::text, coalesce(f.amount, 0), e.fee_amount
  from public.earnings as e left join fees as f on f.transaction_id = e.ledger_transaction_id
  where e.fee_amount <> coalesce(f.amount, 0)
  union all
  select 'earning is for approved work', e.id::text, 1, 0
  from public.earnings as e left join public.creator_submissions as s on s.id = e.submission_id
  where e.kind = 'earned' and e.escrow_id is null and s.status is distinct from 'approved'
  union all
  select
    'approved work has its earning', s.id::text, app.unit_amount(s.participant_id, s.deliverable_id, s.unit), 0
  from public.creator_submissions as s
  inner join public.campaign_participants as p on p.id = s.participant_id
  where s.status = 'approved' and p.budget_allocated > 0
    and not exists (select from public.earnings as e where e.submission_id = s.id)
    and app.unit_amount(s.participant_id, s.deliverable_id, s.unit) > 0
  union all
  select 'payout equals its earnings', p.id::text, coalesce(e.amount, 0)::bigint, p.amount
  from public.payouts as p
  left join (
    select e.payout_id, sum(e.amount) as amount from public.earnings as e
    where e.payout_id is not null group by e.payout_id
  ) as e on e.payout_id = p.id
  where case p.status when 'failed' then e.payout_id is not null else p.amount is distinct from e.amount end
  union all
  select 'earning is paid when its payout is', e.id::text, (p.status = 'paid')::integer, (e.status = 'paid')::integer
  from public.earnings as e inner join public.payouts as p on p.id = e.payout_id
  where (e.status = 'paid') <> (p.status = 'paid')
    or (e.creator_user_id, e.currency) is distinct from (p.creator_user_id, p.currency)
  union all
  select 'payout knows what came back', p.id::text, coalesce(l.amount, 0), p.reversed_amount
  from public.payouts as p
  left join (
    select split_part(l.idempotency_key, ':', 2) as payout_id, max(split_part(l.idempotency_key, ':', 3)::bigint) as amount
    from ledger.transactions as l where l.kind = 'transfer_returned' group by 1
  ) as l on l.payout_id = p.id::text
  where p.reversed_amount <> coalesce(l.amount, 0)
$$;

comment on function app.find_broken_earnings() is
'Reservations, budgets, earnings, approved work and payouts against each other.';
