-- Asked first, read afterwards: what moved since is told apart by its time. All of it is compared in one snapshot, so
-- nothing that is booked meanwhile stands on one side only.
create or replace function app.compare_balances(balances jsonb, asked_at timestamptz) returns setof public.stripe_balances
language plpgsql security definer set search_path = '' as $$
begin
  if balances is null or asked_at is null then
    raise exception using errcode = 'IM002', message = 'nothing says what Stripe holds, or when', detail = '{}';
  end if;
  return query
  with told as (
    select b.* from jsonb_to_recordset(balances)
      as b (currency text, available bigint, pending bigint, reserved bigint)
  ),
  books as (
    select a.currency, -a.balance as amount from ledger.account_balances as a where a.purpose = 'stripe_clearing'
  ),
  since as (
    select m.currency, sum(m.amount - m.fee) as amount from public.stripe_balance_transactions as m
    where m.kind <> 'reserve' and m.occurred_at > date_trunc('second', asked_at) group by m.currency
  ),
  transit as (
    select o.currency, sum(o.at_stripe - o.in_books) as amount from app.payments_by_origin() as o
    where o.at_stripe <> o.in_books and (o.last_at > now() - interval '1 day' or o.is_under_way) group by o.currency
  )
  insert into public.stripe_balances as s (
    currency, available, pending, reserved, moved_since, in_books, in_transit
  )
  select
    c.currency, coalesce(t.available, 0), coalesce(t.pending, 0), coalesce(t.reserved, 0), coalesce(since.amount, 0),
    coalesce(b.amount, 0), coalesce(transit.amount, 0)
  from (
    select told.currency from told
    union
    select books.currency from books
    union
    select transit.currency from transit
  ) as c
  left join told as t on t.currency = c.currency
  left join books as b on b.currency = c.currency
  left join since on since.currency = c.currency
  left join transit on transit.currency = c.currency
  returning s.*;
end
$$;

comment on function app.compare_balances(jsonb, timestamptz) is
'Holds what Stripe said at that moment, [{currency, available, pending, reserved}] in minor units, beside the clearing '
'account, after what was in transit in the last day or is a refund under way. Keeps and returns a row per currency.';

grant execute on function app.compare_balances(jsonb, timestamptz) to service;
