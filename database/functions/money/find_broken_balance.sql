-- What the database alone cannot show: a deposit that was forged with its wallet line, a payment that nobody booked. By
-- what was read of Stripe; its events may take a day.
create or replace function app.find_broken_balance() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with last as (select max(s.created_at) as created_at from public.stripe_balances as s),
  kept as (
    select
      b.currency, sum(b.fee - case b.kind when 'fee' then b.amount else 0 end) as fees,
      -sum(b.amount) filter (where b.kind = 'bank') as banked
    from public.stripe_balance_transactions as b group by b.currency
  )
  select 'clearing account equals the balance at Stripe', s.currency, s.in_books, s.in_books + s.difference
  from public.stripe_balances as s inner join last on last.created_at = s.created_at
  where s.difference <> 0
  union all
  select 'balance at Stripe is compared every day', last.created_at::text, 1, 0
  from last where last.created_at < now() - interval '2 days'
  union all
  select 'payment moved at Stripe what was booked', o.origin_id, o.at_stripe, o.in_books
  from app.payments_by_origin() as o cross join last
  where o.at_stripe <> o.in_books and not o.is_under_way and o.last_at < last.created_at - interval '1 day'
  union all
  select 'payment at Stripe is that of its row', b.origin_id, 1, 0
  from public.stripe_balance_transactions as b
  left join public.wallet_transactions as t
    on t.id = b.subject_id and coalesce(t.reference_id, b.origin_id) = b.origin_id -- none before it is settled
  left join public.payouts as p on p.id = b.subject_id
    and coalesce(p.stripe_transfer_id, b.origin_id) = b.origin_id
    and p.stripe_account_id = coalesce(b.destination_id, p.stripe_account_id)
  cross join last
  where b.kind = 'payment' and b.subject_id is not null and t.id is null and p.id is null
    and b.occurred_at < last.created_at - interval '1 day'
  union all
  select 'Stripe''s fees equal what it kept', a.currency, a.balance, coalesce(-k.fees, 0)::bigint
  from ledger.account_balances as a left join kept as k on k.currency = a.currency
  where a.purpose = 'stripe_fees' and a.balance <> coalesce(-k.fees, 0)
  union all
  select 'the platform''s bank equals what went there', a.currency, a.balance, coalesce(-k.banked, 0)::bigint
  from ledger.account_balances as a left join kept as k on k.currency = a.currency
  where a.purpose = 'platform_bank' and a.balance <> coalesce(-k.banked, 0)
$$;

comment on function app.find_broken_balance() is
'The books against what was read of Stripe: balance, each payment, fees, and our own bank account.';
