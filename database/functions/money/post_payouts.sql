-- One set of posts for the batch, not one post a payee. Few are creator and agent at once: theirs are posted one by one, as
-- they have three entries.
create or replace function app.post_payouts(batch_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.refuse_nulls(num_nulls(batch_id));
  perform ledger.post_transfers(
    'payout', array_agg('payout:' || p.id order by p.id),
    array_agg(ledger.account(
      case p.commission_amount when 0 then 'creator_payable' else 'agent_payable' end, p.currency, null, p.creator_user_id
    ) order by p.id),
    array_agg(ledger.account('payout_in_transit', p.currency, null, p.creator_user_id) order by p.id),
    array_agg(p.amount order by p.id)
  ) from public.payouts as p
  where p.batch_id = post_payouts.batch_id and p.commission_amount in (0, p.amount) having count(*) > 0;
  perform ledger.post('payout', 'payout:' || p.id, m.account_ids, m.amounts)
  from public.payouts as p cross join lateral app.payable_moves(p, p.commission_amount) as m
  where p.batch_id = post_payouts.batch_id and p.commission_amount not in (0, p.amount);
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

comment on function app.post_payouts(uuid) is
'Part of app.prepare_payouts: ledger and wallets of its payouts; of each one posting, payable (as creator, as agent) → in transit.';
