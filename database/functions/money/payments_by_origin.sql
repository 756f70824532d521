-- Stripe's object is the meeting point: what it moved there, and what we booked for it. One GROUP BY.
create or replace function app.payments_by_origin() returns table (
  origin_id text, currency text, at_stripe bigint, in_books bigint, last_at timestamptz, is_under_way boolean
)
language sql stable security definer set search_path = '' as $$
  select
    m.origin_id, m.currency, coalesce(sum(m.amount) filter (where m.is_at_stripe), 0)::bigint,
    coalesce(sum(m.amount) filter (where not m.is_at_stripe), 0)::bigint, max(m.moment), bool_or(m.is_under_way)
  from (
    select
      coalesce(b.origin_id, b.id) as origin_id, b.currency, b.amount, b.occurred_at as moment, true as is_at_stripe,
      t.id is not null as is_under_way -- Stripe takes a refund at once, and the payer's bank has days to answer
    from public.stripe_balance_transactions as b
    left join public.wallet_transactions as t
      on t.id = b.subject_id and t.transaction_type = 'withdrawal' and t.status = 'pending'
    where b.kind = 'payment'
    union all
    select
      -- A dispute that changes is booked in parts, <its id>:<part>.
      split_part(case when t.transaction_type = 'release' then cause.reference_id else t.reference_id end, ':', 1),
      t.currency,
      case when t.transaction_type in ('deposit', 'release') then t.amount else -t.amount end,
      coalesce(t.completed_at, t.created_at), false, false
    from public.wallet_transactions as t
    left join public.wallet_transactions as cause on cause.id = t.relates_to
    where t.status = 'completed' and (
      t.transaction_type = 'deposit' -- a payment
      or t.transaction_type in ('withdrawal', 'reservation') and cause.transaction_type = 'deposit' -- refund, dispute
      or t.transaction_type = 'release' and cause.transaction_type in ('withdrawal', 'reservation') -- came back
    )
    union all
    select p.stripe_transfer_id, p.currency, p.reversed_amount - p.amount, p.updated_at, false, false
    from public.payouts as p where p.status = 'paid'
  ) as m
  group by m.origin_id, m.currency
$$;

comment on function app.payments_by_origin() is
'By payment intent, refund, dispute and transfer: what it moved at Stripe (as far as was read) and in our books, signed '
'minor units, when the last of it happened, and whether it is a refund that Stripe has not finished.';
