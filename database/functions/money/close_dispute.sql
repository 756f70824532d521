-- migrate:up
set local lock_timeout = '3s';

-- Stripe takes disputed money at once. The wallet covers what it can; the rest stands on the brand's disputes
-- account, below zero, and is settled by the next deposit (app.settle_debt).
set local role app_internal;

create function app.take_back(
  deposit public.wallet_transactions, kind text, transaction_type text, reference text, taken bigint
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  wallet public.wallets;
  available_id uuid;
  covered bigint;
  posted uuid;
begin
  select w.* into wallet from public.wallets as w where w.id = deposit.wallet_id for no key update;
  if exists (
    select from public.wallet_transactions as t
    where t.transaction_type = take_back.transaction_type and t.reference_id = reference
  ) then
    return false;
  end if;
  available_id := ledger.account('brand_available', wallet.currency, wallet.brand_id);
  perform from ledger.accounts as a where a.id = available_id for no key update;
  covered := least(ledger.balance(available_id), taken);
  posted := ledger.post_nonzero(
    take_back.kind, take_back.kind || ':' || reference,
    array[
      available_id, ledger.account('disputes', wallet.currency, wallet.brand_id),
      ledger.account('stripe_clearing', wallet.currency)
    ],
    array[-covered, covered - taken, taken]
  );
  update public.wallet_transactions as t
  set refunded_amount = least(t.amount, t.refunded_amount + taken) where t.id = deposit.id;
  perform app.record_wallet_transaction(
    wallet.id, take_back.transaction_type, taken, -covered, wallet.currency, reference, posted,
    case take_back.kind when 'dispute' then 'Disputed payment' else 'Refund made at Stripe' end, deposit.id,
    jsonb_build_object('covered_amount', covered)
  );
  return true;
end
$$;
comment on function app.take_back(public.wallet_transactions, text, text, text, bigint) is
'Money that Stripe has taken out of a deposit without asking us. False where that was booked before.';

create function app.open_dispute(payment_intent_id text, dispute_id text, amount bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
begin
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  if not found or not app.take_back(deposit, 'dispute', 'reservation', dispute_id, open_dispute.amount) then
    return false;
  end if;
  perform app.notify_brand(
    (select w.brand_id from public.wallets as w where w.id = deposit.wallet_id), 'money', 'payments',
    'dispute_opened', 'A payment is disputed', 'The disputed amount is frozen until the bank decides.',
    jsonb_build_object('dispute_id', dispute_id, 'amount', open_dispute.amount, 'currency', deposit.currency)
  );
  return true;
end
$$;
comment on function app.open_dispute(text, text, bigint) is
'Freezes a disputed amount. False for an unknown payment or a dispute that is known.';

create function app.close_dispute(dispute_id text, won boolean) returns boolean
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
  update public.wallet_transactions as t
  set refunded_amount = greatest(t.refunded_amount - frozen.amount, 0) where t.id = frozen.relates_to;
  perform app.record_wallet_transaction(
    wallet.id, 'release', frozen.amount, surplus, wallet.currency, dispute_id, posted, 'Dispute won', frozen.id
  );
  return true;
end
$$;
comment on function app.close_dispute(text, boolean) is
'Won: the money comes back. Lost: it is gone. False for a dispute that is unknown or closed already.';

create function app.record_refund_at_stripe(payment_intent_id text, refund_id text, amount bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
begin
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  return found and app.take_back(
    deposit, 'refund_at_stripe', 'withdrawal', refund_id, record_refund_at_stripe.amount
  );
end
$$;
comment on function app.record_refund_at_stripe(text, text, bigint) is
'A refund that someone made in Stripe''s dashboard. False for one that we know.';

grant execute on function
app.open_dispute(text, text, bigint), app.close_dispute(text, boolean),
app.record_refund_at_stripe(text, text, bigint)
to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.record_refund_at_stripe(text, text, bigint);
drop function app.close_dispute(text, boolean);
drop function app.open_dispute(text, text, bigint);
drop function app.take_back(public.wallet_transactions, text, text, text, bigint);
reset role;
