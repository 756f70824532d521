-- The other half of app.take_back, for disputes: their money may come back in parts. The debt that it had made is paid
-- first, as by whatever comes in.
create or replace function app.give_back(dispute public.disputes, returned bigint, reference text, is_won boolean)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  taken public.wallet_transactions;
  posted uuid;
begin
  select t.* into taken from public.wallet_transactions as t
  where t.transaction_type = 'reservation' and t.reference_id = dispute.id;
  posted := ledger.post(
    'dispute_returned', 'dispute_returned:' || reference,
    array[
      ledger.account('stripe_clearing', dispute.currency),
      ledger.account('brand_available', dispute.currency, dispute.brand_id)
    ],
    array[-returned, returned]
  );
  perform app.record_wallet_transaction(
    taken.wallet_id, 'release', returned, returned, dispute.currency, reference, posted,
    case when is_won then 'Dispute won' else 'Less is disputed' end, taken.id
  );
  perform app.count_refunds(dispute.deposit_id);
end
$$;

comment on function app.give_back(public.disputes, bigint, text, boolean) is
'So much of what a dispute had taken (minor units) is the brand''s again. The caller holds the lock of the wallet.';
