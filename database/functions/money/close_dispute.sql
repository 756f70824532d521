-- The money left when the dispute was opened: losing it moves nothing any more.
create or replace function app.close_dispute(dispute_id text, won boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  frozen public.wallet_transactions;
  wallet public.wallets;
  posted uuid;
begin
  select t.* into frozen from public.wallet_transactions as t
  where t.transaction_type = 'reservation' and t.reference_id = close_dispute.dispute_id;
  select w.* into wallet from public.wallets as w where w.id = frozen.wallet_id for no key update;
  if not found or exists (
    select from public.wallet_transactions as t where t.reference_id = close_dispute.dispute_id
      and t.transaction_type in ('withdrawal', 'release')
  ) then
    return false;
  end if;
  if not won then
    perform app.record_wallet_transaction(
      wallet.id, 'withdrawal', frozen.amount, 0, wallet.currency, dispute_id, frozen.ledger_transaction_id,
      'Dispute lost', frozen.id
    );
    return true;
  end if;
  posted := ledger.post(
    'dispute_won', 'dispute_won:' || dispute_id,
    array[
      ledger.account('stripe_clearing', wallet.currency),
      ledger.account('brand_available', wallet.currency, wallet.brand_id)
    ],
    array[-frozen.amount, frozen.amount]
  );
  perform app.record_wallet_transaction(
    wallet.id, 'release', frozen.amount, frozen.amount, wallet.currency, dispute_id, posted, 'Dispute won', frozen.id
  );
  perform app.count_refunds(frozen.relates_to);
  return true;
end
$$;

comment on function app.close_dispute(text, boolean) is
'Won: the money comes back. Lost: it is gone. False for a dispute that is unknown or closed already.';

grant execute on function app.close_dispute(text, boolean) to service;
