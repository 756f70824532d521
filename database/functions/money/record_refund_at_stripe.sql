-- Somebody refunded in Stripe's dashboard: the money was gone before we heard of it.
create or replace function app.record_refund_at_stripe(payment_intent_id text, refund_id text, amount bigint)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
begin
  perform ledger.refuse_nulls(num_nulls(payment_intent_id, refund_id, amount));
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  return found and app.take_back(
    deposit, 'refund_at_stripe', 'withdrawal', refund_id, record_refund_at_stripe.amount
  );
end
$$;

comment on function app.record_refund_at_stripe(text, text, bigint) is
'A refund that someone made in Stripe''s dashboard. False for one that we know.';

grant execute on function app.record_refund_at_stripe(text, text, bigint) to service;
