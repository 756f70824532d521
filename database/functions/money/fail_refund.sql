-- Stripe may report success first and failure days later.
create or replace function app.fail_refund(withdrawal_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  withdrawal public.wallet_transactions;
  wallet public.wallets;
  posted uuid;
begin
  select w.* into wallet from public.wallets as w where w.id = (
    select t.wallet_id from public.wallet_transactions as t where t.id = fail_refund.withdrawal_id
  ) for no key update;
  select t.* into withdrawal from public.wallet_transactions as t
  where t.id = fail_refund.withdrawal_id and t.transaction_type = 'withdrawal' for no key update;
  if not found or withdrawal.status not in ('pending', 'completed') or withdrawal.metadata ? 'failure_reason' then
    return false;
  end if;
  update public.wallet_transactions as t
  set status = case t.status when 'pending' then 'failed' else t.status end,
    metadata = t.metadata || jsonb_build_object('failure_reason', left(reason, 500))
  where t.id = withdrawal.id;
  if withdrawal.status = 'pending' then
    perform ledger.reverse(withdrawal.ledger_transaction_id);
  else
    -- Sent, and come back: a new operation, since what was completed stays so.
    posted := ledger.post(
      'refund_failed', 'refund_failed:' || withdrawal.id,
      array[
        ledger.account('stripe_clearing', wallet.currency),
        ledger.account('brand_available', wallet.currency, wallet.brand_id)
      ],
      array[-withdrawal.amount, withdrawal.amount]
    );
    perform app.record_wallet_transaction(
      wallet.id, 'release', withdrawal.amount, withdrawal.amount, wallet.currency,
      'refund_failed:' || withdrawal.id, posted, 'A refund came back', withdrawal.id
    );
  end if;
  perform app.count_refunds(withdrawal.relates_to);
  return true;
end
$$;

comment on function app.fail_refund(uuid, text) is
'Stripe could not send the money back, at once or (status completed) days later: the wallet has it again.';

grant execute on function app.fail_refund(uuid, text) to service;
