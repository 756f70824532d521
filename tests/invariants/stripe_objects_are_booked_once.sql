-- Each payment, refund and transfer in the memory of Stripe's stub has exactly one booking, and each booking its object.
-- A refund of the dashboard is booked when it is made, one of ours when it has arrived; one that came back is no refund.
with objects as (
  select
    o.id, o.body,
    case o.kind when 'payment_intent' then 'deposit' when 'refund' then 'withdrawal' else 'payout' end as kind
  from payment_stub_objects as o
  where o.kind = 'payment_intent' and o.body ->> 'status' = 'succeeded' and o.body ->> 'deposit_id' is not null
    or o.kind = 'refund' and (
      o.body ->> 'status' = 'succeeded' or o.body ->> 'status' = 'pending' and o.body ->> 'withdrawal_id' is null
    )
    or o.kind = 'transfer'
),
bookings as (
  select t.reference_id as id, t.transaction_type as kind, t.amount
  from wallet_transactions as t
  where t.transaction_type in ('deposit', 'withdrawal') and t.status = 'completed'
    and not t.metadata ? 'failure_reason'
    and (t.reference_id like 'pi\_stub\_%' or t.reference_id like 're\_stub\_%')
  union all
  select p.stripe_transfer_id, 'payout', p.amount from payouts as p where p.stripe_transfer_id like 'tr\_stub\_%'
)
select coalesce(o.id, b.id) as id, count(b.id) as bookings, count(o.id) as objects
from objects as o full join bookings as b on b.id = o.id and b.kind = o.kind
  and b.amount = coalesce((o.body ->> 'amount_received')::bigint, (o.body ->> 'amount')::bigint)
group by 1 having count(b.id) <> 1 or count(o.id) <> 1;
