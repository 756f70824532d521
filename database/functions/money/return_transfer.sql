-- Stripe tells the total so far, and may tell it again: only what is new is booked, in the parts that the payout had.
create or replace function app.return_transfer(transfer_id text, total_reversed bigint) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
  returned bigint;
  commissions bigint;
  posted uuid;
begin
  perform ledger.refuse_nulls(num_nulls(transfer_id, total_reversed));
  select p.* into payout from public.payouts as p
  where p.stripe_transfer_id = return_transfer.transfer_id for no key update;
  returned := least(total_reversed, payout.amount) - payout.reversed_amount;
  if payout.id is null or returned <= 0 then
    return 0;
  end if;
  commissions := app.commission_part(payout, payout.reversed_amount + returned) - app.commission_part(payout, payout.reversed_amount);
  update public.payouts as p set reversed_amount = p.reversed_amount + returned where p.id = payout.id;
  posted := ledger.post_nonzero(
    'transfer_returned', format('transfer_returned:%s:%s', payout.id, payout.reversed_amount + returned),
    array[
      ledger.account('stripe_clearing', payout.currency),
      ledger.account('creator_payable', payout.currency, null, payout.creator_user_id),
      ledger.account('agent_payable', payout.currency, null, payout.creator_user_id)
    ],
    array[-returned, returned - commissions, commissions]
  );
  if commissions > 0 then
    perform app.owe_commissions_again(payout, commissions, posted);
  end if;
  if commissions < returned then
    perform app.owe_earnings_again(payout, returned - commissions, posted);
  end if;
  return returned;
end
$$;

comment on function app.return_transfer(text, bigint) is
'A transfer was reversed, wholly or in part: the payee is owed it again (what was taken back nets it), as earnings and as '
'commissions in proportion (app.commission_part). Minor units; total_reversed is Stripe''s running total, so that a repeated event returns 0.';

grant execute on function app.return_transfer(text, bigint) to service;
