-- For a refusal only: where nobody knows what became of the transfer, app.review_payout.
create or replace function app.fail_payout(payout_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
begin
  perform ledger.refuse_nulls(num_nulls(payout_id, reason));
  select p.* into payout from public.payouts as p where p.id = fail_payout.payout_id for no key update;
  if not found or payout.status not in ('pending', 'manual_review') then
    return false;
  end if;
  update public.payouts as p set status = 'failed', failure_reason = left(reason, 500) where p.id = payout.id;
  update public.earnings as e set payout_id = null where e.payout_id = payout.id;
  perform ledger.reverse(payout.ledger_transaction_id);
  update public.wallet_transactions as t
  set status = 'failed', metadata = t.metadata || jsonb_build_object('failure_reason', left(reason, 500))
  where t.transaction_type = 'transfer' and t.reference_id = 'payout:' || payout.id;
  perform app.notify(
    payout.creator_user_id, 'payments', 'payout_failed', 'A payout did not work',
    'Your payout was refused and will be tried again: ' || left(reason, 300),
    jsonb_build_object('payout_id', payout.id, 'amount', payout.amount, 'currency', payout.currency)
  );
  return true;
end
$$;

comment on function app.fail_payout(uuid, text) is
'Stripe certainly refused: the earnings are free for the next run, under a new key. False where it was settled.';

grant execute on function app.fail_payout(uuid, text) to service;
