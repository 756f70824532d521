-- A brand stands on every earning: that of what the payout was made of, or else of whatever they earned.
create or replace function app.owe_earnings_again(payout public.payouts, amount bigint, posted uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
begin
  perform ledger.refuse_nulls(num_nulls(payout.id, amount, posted));
  insert into public.earnings (
    id, creator_user_id, campaign_id, brand_id, kind, amount, gross_amount, fee_amount, currency, available_at,
    reason, ledger_transaction_id
  )
  select
    new_id, payout.creator_user_id, o.campaign_id, o.brand_id, 'returned', owe_earnings_again.amount,
    owe_earnings_again.amount, 0, payout.currency, now(), 'Transfer reversed: ' || payout.stripe_transfer_id, posted
  from app.earning_origin(payout) as o;
  perform app.record_wallet_transaction(
    app.wallet_of(null, payout.creator_user_id, payout.currency), 'transfer', amount, amount, payout.currency,
    'earning:' || new_id, posted, 'A transfer came back'
  );
end
$$;

comment on function app.owe_earnings_again(public.payouts, bigint, uuid) is
'Part of app.return_transfer: so many minor units of what came back, as an earning and a line of the wallet.';
