-- After Stripe has spoken: app.credit_deposit has booked the money, and what the brand owed is paid already. In a transaction
-- of its own, because escrows are locked before wallets; the timers' job does it again after a crash. A milestone is also paid
-- before its turn: where an earlier one has ended without its work meanwhile, nobody will start on it.
create or replace function app.settle_card_payment(escrow_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows := app.lock_escrow(escrow_id, true);
  deposit public.wallet_transactions;
  is_off constant boolean := exists (
    select from public.escrows as e
    inner join public.deal_milestones as m on m.id = e.milestone_id
    inner join public.deal_milestones as own on own.id = escrow.milestone_id
    where e.deal_id = escrow.deal_id and m.number < own.number and e.status in ('refunded', 'cancelled')
  );
begin
  select t.* into deposit from public.wallet_transactions as t where t.id = escrow.deposit_id;
  if escrow.status <> 'payment_processing' or escrow.frozen_by is not null or deposit.status = 'pending' then
    return escrow.status;
  elsif deposit.status = 'completed' and not is_off then
    escrow.stripe_payment_intent := deposit.reference_id;
    begin
      escrow := app.lock_deal(escrow, moment);
      return escrow.status;
    exception when sqlstate 'IM001' then
      null; -- a debt was paid first: what is left stays in the wallet
    end;
  end if;
  escrow := app.step_escrow(escrow, 'failed', moment, case
    when deposit.status <> 'completed' then 'the payment was not made' when is_off then 'it came too late'
    else 'the wallet held too little'
  end);
  if is_off then
    escrow := app.step_escrow(escrow, 'cancelled', moment, 'an earlier milestone ended without its work');
    perform app.settle_deal(escrow, moment);
  end if;
  return escrow.status;
end
$$;

comment on function app.settle_card_payment(uuid, timestamptz) is
'An escrow that waits for a card: locked out of the wallet where the deposit came, failed where it did not (and '
'cancelled where an earlier milestone is off), else as it is. Returns its status. Raises IG003.';

grant execute on function app.settle_card_payment(uuid, timestamptz) to service;
