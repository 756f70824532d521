-- migrate:up
set local lock_timeout = '3s';

-- A deposit is refunded and disputed at once, for more than it was in all. What is left of it is counted anew from
-- what happened: to add and subtract within its bounds forgot a refund when the dispute was won.
set local role app_internal;
create function app.count_refunds(deposit_id uuid) returns void
language sql security definer set search_path = '' as $$
  update public.wallet_transactions as d
  set refunded_amount = least(d.amount, (
    select coalesce(sum(t.amount), 0) from public.wallet_transactions as t
    where t.relates_to = d.id and t.transaction_type in ('withdrawal', 'reservation')
      and t.status in ('pending', 'completed')
      and not exists (
        select from public.wallet_transactions as b where b.relates_to = t.id and b.transaction_type = 'release'
      )
  ))
  where d.id = count_refunds.deposit_id
$$;
comment on function app.count_refunds(uuid) is
'What left a deposit and did not come back: refunds and disputes. The caller holds the lock of the wallet.';

create or replace function app.take_back(
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
  perform app.record_wallet_transaction(
    wallet.id, take_back.transaction_type, taken, -covered, wallet.currency, reference, posted,
    case take_back.kind when 'dispute' then 'Disputed payment' else 'Refund made at Stripe' end, deposit.id,
    jsonb_build_object('covered_amount', covered)
  );
  perform app.count_refunds(deposit.id);
  return true;
end
$$;
comment on function app.take_back(public.wallet_transactions, text, text, text, bigint) is
'Money that Stripe has taken out of a deposit without asking us. False where that was booked before.';

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

-- Deposits that have forgotten a refund.
alter table wallet_transactions no force row level security;
update wallet_transactions as d set refunded_amount = least(d.amount, coalesce(taken.amount, 0))
from wallet_transactions as o
left join lateral (
  select sum(t.amount)::bigint as amount from wallet_transactions as t
  where t.relates_to = o.id and t.transaction_type in ('withdrawal', 'reservation')
    and t.status in ('pending', 'completed')
    and not exists (
      select from wallet_transactions as b
      where b.relates_to = t.id and b.transaction_type = 'release'
    )
) as taken on true
where d.id = o.id and d.transaction_type = 'deposit'
  and d.refunded_amount <> least(d.amount, coalesce(taken.amount, 0));
alter table wallet_transactions force row level security;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
create or replace function app.take_back(
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
  update public.wallet_transactions as t
  set refunded_amount = t.refunded_amount - withdrawal.amount where t.id = withdrawal.relates_to;
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
  return true;
end
$$;
comment on function app.fail_refund(uuid, text) is
'Stripe could not send the money back, at once or (status completed) days later: the wallet has it again.';
drop function app.count_refunds(uuid);
reset role;
