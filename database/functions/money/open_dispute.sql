-- Stripe takes disputed money at once. The wallet covers what it can; the rest is owed (app.lend_shortfall).
create or replace function app.open_dispute(payment_intent_id text, dispute_id text, amount bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
begin
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  if not found or not app.take_back(deposit, 'dispute', 'reservation', dispute_id, open_dispute.amount) then
    return false;
  end if;
  perform app.notify_brand(
    (select w.brand_id from public.wallets as w where w.id = deposit.wallet_id), 'money', 'payments',
    'dispute_opened', 'A payment is disputed', 'The disputed amount is frozen until the bank decides.',
    jsonb_build_object('dispute_id', dispute_id, 'amount', open_dispute.amount, 'currency', deposit.currency)
  );
  return true;
end
$$;

comment on function app.open_dispute(text, text, bigint) is
'Freezes a disputed amount. False for an unknown payment or a dispute that is known.';

grant execute on function app.open_dispute(text, text, bigint) to service;
