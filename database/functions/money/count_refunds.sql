-- A deposit is refunded and disputed at once, for more than it was in all, and comes back in parts. What is left of it is
-- counted anew from what happened: to add and subtract within its bounds forgot a refund when the dispute was won.
create or replace function app.count_refunds(deposit_id uuid) returns void
language sql security definer set search_path = '' as $$
  update public.wallet_transactions as d
  set refunded_amount = least(d.amount, (
    select coalesce(sum(t.amount - coalesce((
      select sum(b.amount) from public.wallet_transactions as b
      where b.relates_to = t.id and b.transaction_type = 'release'
    ), 0)), 0)
    from public.wallet_transactions as t
    where t.relates_to = d.id and t.transaction_type in ('withdrawal', 'reservation')
      and t.status in ('pending', 'completed')
  ))
  where d.id = count_refunds.deposit_id
$$;

comment on function app.count_refunds(uuid) is
'What left a deposit and did not come back: refunds and disputes. The caller holds the lock of the wallet.';
