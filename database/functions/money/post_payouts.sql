-- One set of posts for the batch, not one post a creator.
create or replace function app.post_payouts(batch_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.refuse_nulls(num_nulls(batch_id));
  perform ledger.post_transfers(
    'payout', array_agg('payout:' || p.id order by p.id),
    array_agg(ledger.account('creator_payable', p.currency, null, p.creator_user_id) order by p.id),
    array_agg(ledger.account('payout_in_transit', p.currency, null, p.creator_user_id) order by p.id),
    array_agg(p.amount order by p.id)
  ) from public.payouts as p where p.batch_id = post_payouts.batch_id having count(*) > 0;
  update public.payouts as p set ledger_transaction_id = t.id
  from ledger.transactions as t
  where p.batch_id = post_payouts.batch_id and t.idempotency_key = 'payout:' || p.id;
  insert into public.wallet_transactions (
    wallet_id, transaction_type, amount, balance_effect, currency, reference_id, ledger_transaction_id, description
  )
  select w.id, 'transfer', p.amount, -p.amount, p.currency, 'payout:' || p.id, p.ledger_transaction_id, 'Payout'
  from public.payouts as p
  inner join public.wallets as w on w.user_id = p.creator_user_id and w.currency = p.currency
  where p.batch_id = post_payouts.batch_id;
  -- Whoever is paid is no longer skipped.
  update public.wallets as w set payout_skipped_reason = null, payout_skipped_at = null
  from public.payouts as p
  where p.batch_id = post_payouts.batch_id and w.user_id = p.creator_user_id and w.currency = p.currency
    and w.payout_skipped_reason is not null;
end
$$;

comment on function app.post_payouts(uuid) is 'Part of app.prepare_payouts: ledger and wallets of its payouts.';
