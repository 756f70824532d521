-- The money left when the dispute was opened: losing it moves nothing any more.
create or replace function app.close_dispute(dispute_id text, won boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  frozen public.wallet_transactions;
  wallet public.wallets;
  disputes_id uuid;
  surplus bigint;
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
  disputes_id := ledger.account('disputes', wallet.currency, wallet.brand_id);
  -- What the wallet gave for it comes back; what it never gave closes the gap.
  surplus := greatest(ledger.balance(disputes_id) + frozen.amount, 0);
  posted := ledger.post_nonzero(
    'dispute_won', 'dispute_won:' || dispute_id,
    array[
      ledger.account('stripe_clearing', wallet.currency), disputes_id,
      ledger.account('brand_available', wallet.currency, wallet.brand_id)
    ],
    array[-frozen.amount, frozen.amount - surplus, surplus]
  );
  perform app.record_wallet_transaction(
    wallet.id, 'release', frozen.amount, surplus, wallet.currency, dispute_id, posted, 'Dispute won', frozen.id
  );
  perform app.count_refunds(frozen.relates_to);
  return true;
end
$$;

comment on function app.close_dispute(text, boolean) is
'Won: the money comes back. Lost: it is gone. False for a dispute that is unknown or closed already.';

grant execute on function app.close_dispute(text, boolean) to service;
