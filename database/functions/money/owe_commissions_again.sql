create or replace function app.owe_commissions_again(payout public.payouts, amount bigint, posted uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
begin
  perform ledger.refuse_nulls(num_nulls(payout.id, amount, posted));
  insert into public.commissions (
    id, agent_user_id, kind, base_fee, amount, currency, status, available_at, reason, ledger_transaction_id
  ) values (
    new_id, payout.creator_user_id, 'returned', 0, owe_commissions_again.amount, payout.currency, 'available', now(),
    'Transfer reversed: ' || payout.stripe_transfer_id, posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, payout.creator_user_id, payout.currency), 'transfer', amount, amount, payout.currency,
    'commission:' || new_id, posted, 'A transfer of commissions came back'
  );
end
$$;

comment on function app.owe_commissions_again(public.payouts, bigint, uuid) is
'Part of app.return_transfer: so many minor units of what came back, as a commission and a line of the wallet.';
