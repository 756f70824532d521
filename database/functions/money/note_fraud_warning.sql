-- Refunding in time costs less than the dispute that mostly follows: whoever can do it is told, once.
create or replace function app.note_fraud_warning(
  payment_intent_id text, warning_id text, reason text, is_open boolean
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
begin
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id;
  if not found then
    return false;
  end if;
  insert into public.payment_alerts as a (id, kind, deposit_id, amount, currency, reason, is_open)
  values (
    warning_id, 'fraud_warning', deposit.id, deposit.amount, deposit.currency,
    left(coalesce(note_fraud_warning.reason, ''), 200), note_fraud_warning.is_open
  )
  on conflict on constraint payment_alerts_pkey do update set is_open = excluded.is_open, reason = excluded.reason;
  update public.payment_alerts as a set told_at = now()
  where a.id = warning_id and a.told_at is null and a.is_open;
  if not found then
    return false;
  end if;
  perform app.notify_about_deposit(
    deposit.id, 'fraud_warning', 'A payment may be fraud',
    'The bank of a payer suspects that a deposit of yours was not allowed. If you do not know the payment, withdraw it.',
    format('Early fraud warning %s (%s) about deposit %s.', warning_id, note_fraud_warning.reason, deposit.id),
    jsonb_build_object('warning_id', warning_id, 'amount', deposit.amount, 'currency', deposit.currency)
  );
  return true;
end
$$;

comment on function app.note_fraud_warning(text, text, text, boolean) is
'An early fraud warning about a deposit; true where brand and administrators were told, which happens once. False for '
'an unknown payment, and for one that is refunded or disputed already.';

grant execute on function app.note_fraud_warning(text, text, text, boolean) to service;
