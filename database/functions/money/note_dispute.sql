-- Evidence counts until Stripe's deadline only. Told once, when the deadline is known and has not passed; the row is
-- written first, so of two events at once one tells.
create or replace function app.note_dispute(
  payment_intent_id text, dispute_id text, amount bigint, reason text, is_open boolean, evidence_due_by timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
  told public.payment_alerts;
  due_text text;
begin
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id;
  if not found then
    return false;
  end if;
  insert into public.payment_alerts as a (id, kind, deposit_id, amount, currency, reason, is_open, evidence_due_by)
  values (
    dispute_id, 'dispute', deposit.id, note_dispute.amount, deposit.currency,
    left(coalesce(note_dispute.reason, ''), 200), note_dispute.is_open, note_dispute.evidence_due_by
  )
  on conflict on constraint payment_alerts_pkey do update
  set amount = excluded.amount, reason = excluded.reason, is_open = excluded.is_open,
    evidence_due_by = coalesce(excluded.evidence_due_by, a.evidence_due_by);
  update public.payment_alerts as a set told_at = now()
  where a.id = dispute_id and a.told_at is null and a.is_open and a.evidence_due_by > now()
  returning a.* into told;
  if not found then
    return false;
  end if;
  due_text := to_char(told.evidence_due_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"');
  perform app.notify_about_deposit(
    deposit.id, 'dispute_evidence_due', 'Evidence against a dispute',
    format('A bank disputes a deposit of yours. What proves it counts until %s: send it to us in time.', due_text),
    format('Dispute %s (%s): evidence counts until %s, in Stripe''s dashboard.', dispute_id, told.reason, due_text),
    jsonb_build_object('dispute_id', dispute_id, 'amount', told.amount, 'currency', told.currency)
  );
  return true;
end
$$;

comment on function app.note_dispute(text, text, bigint, text, boolean, timestamptz) is
'A dispute and its deadline as Stripe has them now; true where brand and administrators were told of the deadline, '
'which happens once. Minor units. False for an unknown payment.';

grant execute on function app.note_dispute(text, text, bigint, text, boolean, timestamptz) to service;
