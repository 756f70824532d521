-- After Stripe has spoken: app.credit_deposit has booked the money, and what the brand owed is paid already. In a transaction
-- of its own, because escrows are locked before wallets; the timers' job does it again after a crash.
create or replace function app.settle_card_payment(escrow_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows := app.lock_escrow(escrow_id, true);
  deposit public.wallet_transactions;
begin
  select t.* into deposit from public.wallet_transactions as t where t.id = escrow.deposit_id;
  if escrow.status <> 'payment_processing' or escrow.frozen_by is not null or deposit.status = 'pending' then
    return escrow.status;
  elsif deposit.status = 'completed' then
    escrow.stripe_payment_intent := deposit.reference_id;
    begin
      escrow := app.lock_deal(escrow, moment);
      return escrow.status;
    exception when sqlstate 'IM001' then
      null; -- a debt was paid first: what is left stays in the wallet
    end;
  end if;
  escrow := app.step_escrow(escrow, 'failed', moment, case deposit.status
    when 'completed' then 'the wallet held too little' else 'the payment was not made'
  end);
  return escrow.status;
end
$$;

comment on function app.settle_card_payment(uuid, timestamptz) is
'An escrow that waits for a card: locked out of the wallet where the deposit came, failed where it did not, else as it is. '
'Returns its status. Raises IG003.';

grant execute on function app.settle_card_payment(uuid, timestamptz) to service;
