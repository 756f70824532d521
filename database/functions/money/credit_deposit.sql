-- migrate:up
set local lock_timeout = '3s';

-- Money of brands in and out: deposits, refunds, disputes. Only Stripe's word moves it: what a person may call
-- begins something, what Stripe says is applied by the service. The wallet's row is the mutex of its owner.
set local role app_internal;

create function app.record_wallet_transaction(
  wallet_id uuid, transaction_type text, amount bigint, balance_effect bigint, currency text,
  reference_id text, ledger_transaction_id uuid, description text default '', relates_to uuid default null,
  metadata jsonb default '{}'
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.wallet_transactions as t (
    wallet_id, transaction_type, amount, balance_effect, currency, reference_id, ledger_transaction_id,
    description, relates_to, metadata, status, completed_at
  ) values (
    record_wallet_transaction.wallet_id, record_wallet_transaction.transaction_type,
    record_wallet_transaction.amount, record_wallet_transaction.balance_effect,
    record_wallet_transaction.currency, record_wallet_transaction.reference_id,
    record_wallet_transaction.ledger_transaction_id, record_wallet_transaction.description,
    record_wallet_transaction.relates_to, record_wallet_transaction.metadata, 'completed', now()
  )
  returning t.id
$$;
comment on function app.record_wallet_transaction(
  uuid, text, bigint, bigint, text, text, uuid, text, uuid, jsonb
) is 'A completed operation, as the wallet''s owner sees it.';

create function ledger.post_nonzero(
  kind text, idempotency_key text, account_ids uuid[], amounts bigint[]
) returns uuid
language sql security definer set search_path = '' as $$
  select ledger.post(
    post_nonzero.kind, post_nonzero.idempotency_key, array_agg(w.id order by w.place),
    array_agg(w.amount order by w.place)
  )
  from unnest(post_nonzero.account_ids, post_nonzero.amounts) with ordinality as w (id, amount, place)
  where w.amount <> 0
$$;
comment on function ledger.post_nonzero(text, text, uuid[], bigint[]) is
'As ledger.post, without the accounts that do not move (a fee of zero, for one).';

create function app.wallet_balance(wallet_id uuid)
returns table (available bigint, reserved bigint, pending bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  wallet public.wallets;
begin
  select w.* into wallet from public.wallets as w
  where w.id = wallet_balance.wallet_id
    and (auth.is_privileged() or w.brand_id = any(auth.brand_ids()) or w.user_id = auth.uid());
  if not found then
    raise exception using errcode = 'IG003', message = 'no such wallet', detail = '{}';
  end if;
  if wallet.brand_id is not null then
    return query select
      coalesce(sum(a.balance) filter (where a.purpose = 'brand_available'), 0)::bigint,
      coalesce(sum(a.balance) filter (where a.purpose = 'campaign_reserved'), 0)::bigint,
      coalesce((
        select sum(t.amount) from public.wallet_transactions as t
        where t.wallet_id = wallet.id and t.transaction_type = 'deposit' and t.status = 'pending'
      ), 0)::bigint
    from ledger.accounts as a where a.brand_id = wallet.brand_id and a.currency = wallet.currency;
  else
    return query select
      coalesce(sum(e.amount) filter (where e.available_at <= now() or e.amount < 0), 0)::bigint,
      coalesce((
        select a.balance from ledger.accounts as a
        where a.user_id = wallet.user_id and a.currency = wallet.currency and a.purpose = 'payout_in_transit'
      ), 0)::bigint,
      coalesce(sum(e.amount) filter (where e.available_at > now() and e.amount >= 0), 0)::bigint
    from public.earnings as e
    where e.creator_user_id = wallet.user_id and e.currency = wallet.currency
      and e.status = 'pending' and e.payout_id is null;
  end if;
end
$$;
comment on function app.wallet_balance(uuid) is
'Minor units. Brand: available; reserved for campaigns; pending deposits. Creator: earnings past their hold, less '
'clawbacks; in transit to the bank; earnings on hold. Raises IG003.';

create function app.lock_money_wallet(wallet_id uuid) returns public.wallets
language plpgsql security definer set search_path = '' as $$
declare
  wallet public.wallets;
begin
  select w.* into wallet from public.wallets as w
  where w.id = lock_money_wallet.wallet_id and w.brand_id is not null
    and (auth.is_privileged() or w.brand_id = any(auth.brand_ids()))
  for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such brand wallet', detail = '{}';
  elsif not auth.is_privileged() and not wallet.brand_id = any(auth.money_brand_ids()) then
    raise exception using errcode = 'IM005', message = 'your role does not move this money', detail = '{}';
  end if;
  return wallet;
end
$$;
comment on function app.lock_money_wallet(uuid) is
'A brand''s wallet, locked, for someone who may move its money. Raises IG003 (not visible), IM005 (not allowed).';

create function app.begin_deposit(wallet_id uuid, amount bigint) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
  new_id uuid;
begin
  insert into public.wallet_transactions as t (wallet_id, transaction_type, amount, currency, description, metadata)
  values (
    wallet.id, 'deposit', begin_deposit.amount, wallet.currency, 'Deposit',
    jsonb_build_object('asked_amount', begin_deposit.amount)
  )
  returning t.id into new_id;
  return new_id;
end
$$;
comment on function app.begin_deposit(uuid, bigint) is 'An intent: nothing is credited before Stripe says so.';

create function app.note_stripe_reference(transaction_id uuid, reference_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.wallet_transactions as t set reference_id = note_stripe_reference.reference_id
  where t.id = note_stripe_reference.transaction_id
    and (t.reference_id is null or t.reference_id = note_stripe_reference.reference_id);
  if not found then
    raise exception using
      errcode = 'IM008', message = 'this operation has another reference at Stripe',
      detail = jsonb_build_object('transaction_id', transaction_id)::text;
  end if;
end
$$;
comment on function app.note_stripe_reference(uuid, text) is
'Stripe''s id of an operation, once. Raises IM008 where another one is known.';

create function app.settle_debt(wallet public.wallets, cause uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  available_id constant uuid := ledger.account('brand_available', wallet.currency, wallet.brand_id);
  disputes_id constant uuid := ledger.account('disputes', wallet.currency, wallet.brand_id);
  paid constant bigint := least(-ledger.balance(disputes_id), ledger.balance(available_id));
  posted uuid;
begin
  if paid > 0 then
    posted := ledger.post(
      'debt', 'debt:' || cause, array[available_id, disputes_id], array[-paid, paid]
    );
    perform app.record_wallet_transaction(
      wallet.id, 'withdrawal', paid, -paid, wallet.currency, 'debt:' || cause, posted,
      'Settles a disputed payment that the wallet could not cover'
    );
  end if;
end
$$;
comment on function app.settle_debt(public.wallets, uuid) is
'What a lost dispute left open is taken out of the next money that comes in.';

create function app.credit_deposit(
  transaction_id uuid, payment_intent_id text, amount_received bigint, currency text, charge_id text
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  wallet public.wallets;
  deposit public.wallet_transactions;
  posted uuid;
begin
  select w.* into wallet from public.wallets as w where w.id = (
    select t.wallet_id from public.wallet_transactions as t
    where t.id = credit_deposit.transaction_id and t.transaction_type = 'deposit'
  ) for no key update;
  select t.* into deposit from public.wallet_transactions as t
  where t.id = credit_deposit.transaction_id for no key update;
  if deposit.status = 'completed' and deposit.reference_id = payment_intent_id then
    return false;
  elsif deposit.id is null or wallet.id is null or deposit.status <> 'pending'
    or deposit.reference_id <> payment_intent_id or wallet.currency <> credit_deposit.currency
    or amount_received <= 0
  then
    raise exception using
      errcode = 'IM008', message = 'what Stripe reports does not fit this deposit',
      detail = jsonb_build_object(
        'transaction_id', transaction_id, 'status', deposit.status, 'currency', wallet.currency,
        'currency_received', credit_deposit.currency, 'amount_received', amount_received
      )::text;
  end if;
  posted := ledger.post(
    'deposit', 'deposit:' || payment_intent_id,
    array[
      ledger.account('stripe_clearing', wallet.currency),
      ledger.account('brand_available', wallet.currency, wallet.brand_id)
    ],
    array[-amount_received, amount_received]
  );
  update public.wallet_transactions as t
  set status = 'completed', amount = amount_received, balance_effect = amount_received,
    reference_id = payment_intent_id, ledger_transaction_id = posted, completed_at = now(),
    metadata = t.metadata || jsonb_strip_nulls(jsonb_build_object('charge_id', charge_id))
  where t.id = deposit.id;
  perform app.settle_debt(wallet, deposit.id);
  perform app.notify_brand(
    wallet.brand_id, 'money', 'payments', 'payment_received', 'Deposit received',
    'Your deposit has arrived in the wallet.',
    jsonb_build_object('wallet_transaction_id', deposit.id, 'amount', amount_received, 'currency', wallet.currency)
  );
  return true;
end
$$;
comment on function app.credit_deposit(uuid, text, bigint, text, text) is
'Credits what Stripe received, exactly once: false when it was done before. Minor units. Raises IM008.';

create function app.close_deposit(transaction_id uuid, new_status text, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.wallet_transactions as t
  set status = case close_deposit.new_status when 'pending' then t.status else close_deposit.new_status end,
    metadata = t.metadata || jsonb_build_object('failure_reason', left(close_deposit.reason, 500))
  where t.id = close_deposit.transaction_id and t.transaction_type = 'deposit' and t.status = 'pending';
  return found;
end
$$;
comment on function app.close_deposit(uuid, text, text) is
'A deposit that came to nothing: cancelled or failed; or pending, to note a refused attempt that may be repeated. '
'False where it was settled before.';

create function app.begin_withdrawal(wallet_id uuid, amount bigint, deposit_id uuid default null)
returns table (withdrawal_id uuid, payment_intent_id text, refund_amount bigint, refund_currency text)
language plpgsql security definer set search_path = '' as $$
declare
  wallet constant public.wallets := app.lock_money_wallet(wallet_id);
  deposit record;
  remaining bigint := amount;
  part bigint;
  new_id uuid;
  posted uuid;
begin
  for deposit in
    select t.id, t.reference_id, t.amount - t.refunded_amount as refundable
    from public.wallet_transactions as t
    where t.wallet_id = wallet.id and t.transaction_type = 'deposit' and t.status = 'completed'
      and t.refunded_amount < t.amount
      and (begin_withdrawal.deposit_id is null or t.id = begin_withdrawal.deposit_id)
    order by t.id desc
    for no key update
  loop
    exit when remaining = 0;
    part := least(remaining, deposit.refundable);
    remaining := remaining - part;
    new_id := uuidv7();
    posted := ledger.post(
      'refund', 'refund:' || new_id,
      array[
        ledger.account('brand_available', wallet.currency, wallet.brand_id),
        ledger.account('refunds', wallet.currency, wallet.brand_id)
      ],
      array[-part, part]
    );
    update public.wallet_transactions as t set refunded_amount = t.refunded_amount + part where t.id = deposit.id;
    insert into public.wallet_transactions (
      id, wallet_id, transaction_type, amount, balance_effect, currency, relates_to, description,
      ledger_transaction_id
    ) values (
      new_id, wallet.id, 'withdrawal', part, -part, wallet.currency, deposit.id, 'Refund of a deposit', posted
    );
    return query select new_id, deposit.reference_id, part, wallet.currency;
  end loop;
  if remaining > 0 then
    raise exception using
      errcode = 'IM009', message = 'there are not enough deposits left to refund',
      detail = jsonb_build_object('asked', amount, 'refundable', amount - remaining)::text;
  end if;
end
$$;
comment on function app.begin_withdrawal(uuid, bigint, uuid) is
'Unspent money on its way back, newest deposit first (or out of one deposit): available → refunds. Raises IM001 '
'where the wallet is short, IM009 where the deposits are.';

create function app.settle_refund(withdrawal_id uuid, refund_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  withdrawal public.wallet_transactions;
  wallet public.wallets;
begin
  select t.* into withdrawal from public.wallet_transactions as t
  where t.id = settle_refund.withdrawal_id and t.transaction_type = 'withdrawal' for no key update;
  if not found or withdrawal.status <> 'pending' then
    return false;
  end if;
  select w.* into wallet from public.wallets as w where w.id = withdrawal.wallet_id;
  perform ledger.post(
    'refund_settled', 'refund_settled:' || withdrawal.id,
    array[
      ledger.account('refunds', wallet.currency, wallet.brand_id),
      ledger.account('stripe_clearing', wallet.currency)
    ],
    array[-withdrawal.amount, withdrawal.amount]
  );
  update public.wallet_transactions as t
  set status = 'completed', reference_id = refund_id, completed_at = now() where t.id = withdrawal.id;
  return true;
end
$$;
comment on function app.settle_refund(uuid, text) is 'Stripe sent the money back. False where that was known.';

create function app.fail_refund(withdrawal_id uuid, reason text) returns boolean
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

grant execute on function app.wallet_balance(uuid) to authenticated, admin, service;
grant execute on function
app.begin_deposit(uuid, bigint), app.begin_withdrawal(uuid, bigint, uuid)
to authenticated, admin;
grant execute on function
app.note_stripe_reference(uuid, text), app.credit_deposit(uuid, text, bigint, text, text),
app.close_deposit(uuid, text, text), app.settle_refund(uuid, text), app.fail_refund(uuid, text)
to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.fail_refund(uuid, text);
drop function app.settle_refund(uuid, text);
drop function app.begin_withdrawal(uuid, bigint, uuid);
drop function app.close_deposit(uuid, text, text);
drop function app.credit_deposit(uuid, text, bigint, text, text);
drop function app.settle_debt(public.wallets, uuid);
drop function app.note_stripe_reference(uuid, text);
drop function app.begin_deposit(uuid, bigint);
drop function app.lock_money_wallet(uuid);
drop function app.wallet_balance(uuid);
drop function ledger.post_nonzero(text, text, uuid[], bigint[]);
drop function app.record_wallet_transaction(
  uuid, text, bigint, bigint, text, text, uuid, text, uuid, jsonb
);
reset role;
