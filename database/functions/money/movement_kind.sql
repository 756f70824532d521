-- What we do not know is a payment: it has to be accounted for by one, or the proof of the books asks for it.
create or replace function app.movement_kind(type text) returns text
language sql immutable parallel safe as $$
  select case
    when type in ('stripe_fee', 'stripe_fx_fee', 'tax_fee') then 'fee'
    when type in ('payout', 'payout_cancel', 'payout_failure', 'topup', 'topup_reversal') then 'bank'
    when type = 'reserve_transaction' then 'reserve'
    else 'payment'
  end
$$;

comment on function app.movement_kind(text) is
'What a balance transaction of that type of Stripe''s moves: payment, fee, bank or reserve.';
