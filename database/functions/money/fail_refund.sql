-- migrate:up
set local lock_timeout = '3s';

-- A refund made in Stripe's dashboard fails later, as one of ours does: the money is the brand's again.
set local role app_internal;
create or replace function app.fail_refund(withdrawal_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  withdrawal public.wallet_transactions;
  wallet public.wallets;
  disputes_id uuid;
  settled bigint;
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
    disputes_id := ledger.account('disputes', wallet.currency, wallet.brand_id);
    -- One made at Stripe may have taken what the wallet did not have: that gap is closed first.
    settled := case when withdrawal.metadata ? 'covered_amount'
      then greatest(least(-ledger.balance(disputes_id), withdrawal.amount), 0) else 0 end;
    posted := ledger.post_nonzero(
      'refund_failed', 'refund_failed:' || withdrawal.id,
      array[
        ledger.account('stripe_clearing', wallet.currency), disputes_id,
        ledger.account('brand_available', wallet.currency, wallet.brand_id)
      ],
      array[-withdrawal.amount, settled, withdrawal.amount - settled]
    );
    perform app.record_wallet_transaction(
      wallet.id, 'release', withdrawal.amount, withdrawal.amount - settled, wallet.currency,
      'refund_failed:' || withdrawal.id, posted, 'A refund came back', withdrawal.id
    );
  end if;
  perform app.count_refunds(withdrawal.relates_to);
  return true;
end
$$;
comment on function app.fail_refund(uuid, text) is
'Stripe could not send the money back, at once or (status completed) days later: the wallet has it again.';

create function app.fail_refund_at_stripe(
  payment_intent_id text, refund_id text, amount bigint, reason text
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
  withdrawal_id uuid;
begin
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  perform from public.wallets as w where w.id = deposit.wallet_id for no key update;
  if not found then
    return false;
  end if;
  select t.id into withdrawal_id from public.wallet_transactions as t
  where t.transaction_type = 'withdrawal' and t.reference_id = refund_id;
  if found then
    return app.fail_refund(withdrawal_id, reason);
  end if;
  -- Its success was not booked, and must not be by a worker that asked Stripe before us.
  insert into public.wallet_transactions (
    wallet_id, transaction_type, amount, currency, status, reference_id, relates_to, description, metadata
  ) values (
    deposit.wallet_id, 'withdrawal', fail_refund_at_stripe.amount, deposit.currency, 'failed', refund_id,
    deposit.id, 'Refund made at Stripe', jsonb_build_object('failure_reason', left(reason, 500))
  );
  return true;
end
$$;
comment on function app.fail_refund_at_stripe(text, text, bigint, text) is
'A refund that someone made in Stripe''s dashboard came to nothing, before or after it was booked. False for one '
'that is known to have failed, or whose payment is not ours.';
grant execute on function app.fail_refund_at_stripe(text, text, bigint, text) to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.fail_refund_at_stripe(text, text, bigint, text);
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
reset role;
