-- Stripe tells the total so far, and may tell it again: only what is new is booked.
create or replace function app.return_transfer(transfer_id text, total_reversed bigint) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
  origin record;
  returned bigint;
  posted uuid;
  new_id constant uuid := uuidv7();
begin
  perform ledger.refuse_nulls(num_nulls(transfer_id, total_reversed));
  select p.* into payout from public.payouts as p
  where p.stripe_transfer_id = return_transfer.transfer_id for no key update;
  returned := least(total_reversed, payout.amount) - payout.reversed_amount;
  if payout.id is null or returned <= 0 then
    return 0;
  end if;
  select e.campaign_id, e.brand_id into origin from public.earnings as e
  where e.creator_user_id = payout.creator_user_id and e.currency = payout.currency
  order by e.id = any(payout.earning_ids) desc, e.amount desc, e.id limit 1;
  update public.payouts as p set reversed_amount = p.reversed_amount + returned where p.id = payout.id;
  posted := ledger.post(
    'transfer_returned', format('transfer_returned:%s:%s', payout.id, payout.reversed_amount + returned),
    array[
      ledger.account('stripe_clearing', payout.currency),
      ledger.account('creator_payable', payout.currency, null, payout.creator_user_id)
    ],
    array[-returned, returned]
  );
  insert into public.earnings (
    id, creator_user_id, campaign_id, brand_id, kind, amount, gross_amount, fee_amount, currency, available_at,
    reason, ledger_transaction_id
  ) values (
    new_id, payout.creator_user_id, origin.campaign_id, origin.brand_id, 'returned', returned, returned, 0,
    payout.currency, now(), 'Transfer reversed: ' || return_transfer.transfer_id, posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, payout.creator_user_id, payout.currency), 'transfer', returned, returned,
    payout.currency, 'earning:' || new_id, posted, 'A transfer came back'
  );
  return returned;
end
$$;

comment on function app.return_transfer(text, bigint) is
'A transfer was reversed, wholly or in part: the creator is owed it again (a clawback nets it). Minor units; '
'total_reversed is Stripe''s running total, so that a repeated event returns 0.';

grant execute on function app.return_transfer(text, bigint) to service;
