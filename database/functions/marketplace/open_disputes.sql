-- Stripe has the money and has not decided. A debt is known by the key of its posting (app.lend_shortfall).
create or replace function app.open_disputes(brand_id uuid, currency text)
returns table (id text, deposit_id uuid, created_at timestamptz, taken bigint, made_debt boolean)
language sql stable security definer set search_path = '' as $$
  select d.id, d.deposit_id, d.created_at, d.taken, exists (
    select from generate_series(0, d.bookings) as n (booking)
    inner join ledger.transactions as t
      on t.idempotency_key = 'debt:dispute:' || d.id || case n.booking when 0 then '' else ':' || n.booking end
  )
  from public.disputes as d
  where d.brand_id = open_disputes.brand_id and d.currency = open_disputes.currency and d.taken > 0 and d.status <> 'lost'
$$;

comment on function app.open_disputes(uuid, text) is
'Card disputes of a brand that hold money (taken, minor units) and are not decided; made_debt: the wallet did not have it all.';
