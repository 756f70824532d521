-- A refund made in Stripe's dashboard fails later, as one of ours does: the money is the brand's again.
create or replace function app.fail_refund_at_stripe(
  payment_intent_id text, refund_id text, amount bigint, reason text
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
  withdrawal_id uuid;
begin
  perform ledger.refuse_nulls(num_nulls(payment_intent_id, refund_id, amount, reason));
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  perform from public.wallets as w where w.id = deposit.wallet_id for no key update;
  if not found then
    return false;
  end if;
  select t.id into withdrawal_id from public.wallet_transactions as t
  where t.transaction_type = 'withdrawal' and t.reference_id = refund_id;
  if found then
    return app.fail_refund(withdrawal_id, reason);
  end if;
  -- Its success was not booked, and must not be by a worker that asked Stripe before us.
  insert into public.wallet_transactions (
    wallet_id, transaction_type, amount, currency, status, reference_id, relates_to, description, metadata
  ) values (
    deposit.wallet_id, 'withdrawal', fail_refund_at_stripe.amount, deposit.currency, 'failed', refund_id,
    deposit.id, 'Refund made at Stripe', jsonb_build_object('failure_reason', left(reason, 500))
  );
  return true;
end
$$;

comment on function app.fail_refund_at_stripe(text, text, bigint, text) is
'A refund that someone made in Stripe''s dashboard came to nothing, before or after it was booked. False for one '
'that is known to have failed, or whose payment is not ours.';

grant execute on function app.fail_refund_at_stripe(text, text, bigint, text) to service;
