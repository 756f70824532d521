-- Held money against the escrows and slots that it is held for, and each escrow against its events, its postings, its earning
-- and its lines. One join or GROUP BY each.
create or replace function app.find_broken_deals() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with held as (
    select e.deal_id, sum(e.total)::bigint as amount from public.escrows as e
    where e.status not in (
      'pending_payment', 'payment_processing', 'failed', 'released', 'refunded', 'cancelled'
    ) group by e.deal_id
  ),
  offered as (
    select s.gig_id, sum(s.total)::bigint as amount from public.gig_slots as s
    inner join public.gigs as g on g.id = s.gig_id and g.status in ('open', 'paused')
    where s.status = 'open' group by s.gig_id
  ),
  posted as (
    select
      v.escrow_id,
      -coalesce(sum(n.amount) filter (where a.purpose = 'deal_held'), 0)::bigint as total,
      coalesce(sum(n.amount) filter (where a.purpose = 'creator_payable'), 0)::bigint as released,
      coalesce(sum(n.amount) filter (where a.purpose in ('platform_revenue', 'agent_payable')), 0)::bigint as fee,
      coalesce(sum(n.amount) filter (where a.purpose in ('brand_available', 'gig_held')), 0)::bigint as refunded
    from public.escrow_events as v
    inner join ledger.entries as n on n.transaction_id = v.ledger_transaction_id
    inner join ledger.accounts as a on a.id = n.account_id
    where v.event_type in ('released', 'refund') and v.escrow_id is not null
    group by v.escrow_id
  ),
  counted as (
    select coalesce(v.escrow_id, v.gig_id) as subject, count(*) as events, max(v.seq) as seq
    from public.escrow_events as v group by 1
  )
  select 'deals hold what their escrows say', b.deal_id::text, coalesce(h.amount, 0), b.balance
  from ledger.account_balances as b left join held as h on h.deal_id = b.deal_id
  where b.purpose = 'deal_held' and b.balance <> coalesce(h.amount, 0)
  union all
  select 'held escrow has its account', h.deal_id::text, h.amount, 0
  from held as h where not exists (
    select from ledger.accounts as a where a.deal_id = h.deal_id and a.purpose = 'deal_held'
  )
  union all
  select 'held escrow ends by time', e.id::text, 1, 0
  from public.escrows as e
  where e.deadline_at is null and e.frozen_by is null and e.status not in (
    'pending_payment', 'payment_processing', 'failed', 'released', 'refunded', 'cancelled'
  )
  union all
  select 'gigs hold what their open slots say', b.gig_id::text, coalesce(o.amount, 0), b.balance
  from ledger.account_balances as b left join offered as o on o.gig_id = b.gig_id
  where b.purpose = 'gig_held' and b.balance <> coalesce(o.amount, 0)
  union all
  select 'offered slots have their account', o.gig_id::text, o.amount, 0
  from offered as o where not exists (
    select from ledger.accounts as a where a.gig_id = o.gig_id and a.purpose = 'gig_held'
  )
  union all
  select 'final escrow has the amounts of its postings', e.id::text, v.expected, v.found
  from public.escrows as e left join posted as p on p.escrow_id = e.id
  cross join lateral (values
    (coalesce(p.total, 0), e.total), (coalesce(p.released, 0), e.released_amount), (coalesce(p.fee, 0), e.fee_amount),
    (coalesce(p.refunded, 0), e.refunded_amount)
  ) as v (expected, found)
  where e.status in ('released', 'refunded') and v.expected <> v.found
  union all
  select 'released escrow has its one earning', e.id::text, e.released_amount, coalesce(n.amount, 0)
  from public.escrows as e left join public.earnings as n on n.escrow_id = e.id and n.kind = 'earned'
  where (e.status = 'released') <> (n.id is not null) or n.amount <> e.released_amount or n.fee_amount <> e.fee_amount
  union all
  select 'events follow each other', s.id::text, s.version::bigint, coalesce(c.events, 0)
  from (
    select e.id, e.version from public.escrows as e
    union all
    select g.id, g.version from public.gigs as g
  ) as s left join counted as c on c.subject = s.id
  where s.version <> coalesce(c.events, 0) or s.version <> coalesce(c.seq, 0)
  union all
  select
    'disputed escrow has its open dispute', coalesce(e.id, q.escrow_id)::text, (e.id is not null)::integer::bigint,
    (q.escrow_id is not null)::integer::bigint
  from (select s.id from public.escrows as s where s.status = 'disputed') as e
  full join (
    select d.escrow_id from public.deal_disputes as d where d.status in ('open', 'answered', 'decided')
  ) as q on q.escrow_id = e.id
  where e.id is null or q.escrow_id is null
  union all
  select 'dispute was paid as it was resolved', q.escrow_id::text, q.creator_amount, e.released_amount
  from public.deal_disputes as q inner join public.escrows as e on e.id = q.escrow_id
  where q.status = 'resolved' and (e.status not in ('released', 'refunded') or e.released_amount <> q.creator_amount)
  union all
  select 'movement of a deal has its line', l.id::text, 1, 0
  from ledger.transactions as l
  where l.kind in ('gig_fund', 'deal_lock', 'deal_release', 'deal_split', 'deal_refund', 'gig_close')
    and not exists (
      select from public.wallet_transactions as t
      where t.ledger_transaction_id = l.id and t.reference_id = l.idempotency_key
    )
  union all
  select 'refund of a gig is what its event says', u.gig_id::text, coalesce(v.amount, 0), u.amount
  from public.unfilled_refunds as u
  left join public.escrow_events as v on v.gig_id = u.gig_id and v.event_type = 'refund'
  where u.amount <> coalesce(v.amount, 0) or u.ledger_transaction_id is distinct from v.ledger_transaction_id
  union all
  select 'closed gig has its refund', g.id::text, 1, 0
  from public.gigs as g
  where g.status in ('closed', 'cancelled') and not exists (select from public.unfilled_refunds as u where u.gig_id = g.id)
  union all
  select 'gig was funded with its slots', g.gig_id::text, coalesce(s.amount, 0), g.funded_total
  from public.gig_budgets as g
  left join (select s.gig_id, sum(s.total)::bigint as amount from public.gig_slots as s group by s.gig_id) as s
    on s.gig_id = g.gig_id
  where g.funded_total <> coalesce(s.amount, 0)
$$;

comment on function app.find_broken_deals() is
'Held money, escrows, disputes, events, earnings and refunds of the marketplace against each other.';
