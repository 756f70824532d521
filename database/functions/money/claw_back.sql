-- migrate:up
set local lock_timeout = '3s';

grant select on auth.users to app_internal;

-- Money to creators. Intent row, commit, call, commit: whoever crashes between two of these steps leaves a payout
-- that the next run finishes with the same idempotency key.
set local role app_internal;

create function app.prepare_payouts(as_of timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  minimum constant bigint := coalesce((app.setting('payout_minimum_amount') #>> '{}')::bigint, 1000);
  new_batch constant uuid := uuidv7();
  passed_over jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('payouts', 0));
  insert into public.payout_batches (id, as_of, created_by) values (new_batch, prepare_payouts.as_of, auth.uid());

  with eligible as (
    select e.id, e.creator_user_id, e.currency, e.amount
    from public.earnings as e
    where e.status = 'pending' and e.payout_id is null
      and (e.available_at <= prepare_payouts.as_of or e.amount < 0)
    for no key update of e
  ),
  judged as materialized (
    select
      uuidv7() as payout_id, g.creator_user_id, g.currency, g.amount, g.earning_ids, w.stripe_account_id,
      case
        when u.status <> 'active' then 'USER_BLOCKED'
        when exists (
          select from public.payouts as p where p.creator_user_id = g.creator_user_id
            and p.currency = g.currency and p.status = 'manual_review'
        ) then 'EARLIER_PAYOUT_UNCLEAR'
        when g.amount < minimum then 'BELOW_MINIMUM'
        when w.stripe_account_id is null then 'NO_CONNECTED_ACCOUNT'
        when not w.payouts_enabled then 'ACCOUNT_NOT_READY'
      end as reason
    from (
      select e.creator_user_id, e.currency, sum(e.amount)::bigint as amount, array_agg(e.id) as earning_ids
      from eligible as e group by e.creator_user_id, e.currency
    ) as g
    inner join auth.users as u on u.id = g.creator_user_id
    inner join public.wallets as w on w.user_id = g.creator_user_id and w.currency = g.currency
    where g.amount > 0
  ),
  made as (
    insert into public.payouts (
      id, batch_id, creator_user_id, amount, currency, stripe_account_id, idempotency_key
    )
    select
      j.payout_id, new_batch, j.creator_user_id, j.amount, j.currency, j.stripe_account_id,
      'payout_' || j.payout_id
    from judged as j where j.reason is null
  ),
  taken as (
    update public.earnings as e set payout_id = j.payout_id
    from judged as j where j.reason is null and e.id = any(j.earning_ids)
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'creator_user_id', j.creator_user_id, 'currency', j.currency, 'amount', j.amount, 'reason', j.reason
  ) order by j.creator_user_id), '[]') into passed_over
  from judged as j where j.reason is not null;

  perform app.post_payouts(new_batch);
  perform app.note_skipped_payouts(new_batch, passed_over);
  return new_batch;
end
$$;
comment on function app.prepare_payouts(timestamptz) is
'Groups earnings past their hold by creator and currency, nets clawbacks, and writes a payout each: payable → in '
'transit. Who is skipped stands in the batch and is told why. Two runs never overlap. Returns the batch.';

create function app.post_payouts(batch_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
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

create function app.note_skipped_payouts(batch_id uuid, passed_over jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.payout_batches as b
  set payout_count = (select count(*) from public.payouts as p where p.batch_id = b.id), skipped = passed_over
  where b.id = note_skipped_payouts.batch_id;
  -- Once per reason: a creator who does nothing is not told the same every day.
  perform app.notify(
    d.creator_user_id, 'payments', 'payout_skipped', 'Your payout is waiting',
    case d.reason
      when 'NO_CONNECTED_ACCOUNT' then 'Connect an account to be paid.'
      when 'ACCOUNT_NOT_READY' then 'Your connected account still needs something before it can be paid.'
      when 'BELOW_MINIMUM' then 'Your earnings are below the minimum of a payout.'
      else 'We are checking an earlier payout.'
    end,
    jsonb_build_object('reason', d.reason, 'amount', d.amount, 'currency', d.currency)
  )
  from jsonb_to_recordset(passed_over)
    as d (creator_user_id uuid, currency text, amount bigint, reason text)
  inner join public.wallets as w on w.user_id = d.creator_user_id and w.currency = d.currency
  where d.reason <> 'USER_BLOCKED' and w.payout_skipped_reason is distinct from d.reason;
  update public.wallets as w set payout_skipped_reason = d.reason, payout_skipped_at = now()
  from jsonb_to_recordset(passed_over)
    as d (creator_user_id uuid, currency text, amount bigint, reason text)
  where w.user_id = d.creator_user_id and w.currency = d.currency;
end
$$;
comment on function app.note_skipped_payouts(uuid, jsonb) is 'Part of app.prepare_payouts: who was skipped, and why.';

create function app.claim_payouts(at_most integer, retry_after interval) returns setof public.payouts
language sql security definer set search_path = '' as $$
  update public.payouts as p
  set attempts = p.attempts + 1, first_attempt_at = coalesce(p.first_attempt_at, now()), last_attempt_at = now()
  where p.id in (
    select o.id from public.payouts as o
    where o.status in ('pending', 'manual_review')
      and (o.last_attempt_at is null or o.last_attempt_at <= now() - retry_after)
    order by o.id limit at_most
    for no key update skip locked
  )
  returning p.*
$$;
comment on function app.claim_payouts(integer, interval) is
'Payouts to send (or to clear up), each for one worker at a time; an attempt is counted before it is made.';

create function app.settle_payout(payout_id uuid, transfer_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
begin
  select p.* into payout from public.payouts as p where p.id = settle_payout.payout_id for no key update;
  if not found or payout.status not in ('pending', 'manual_review') then
    return false;
  end if;
  update public.payouts as p
  set status = 'paid', stripe_transfer_id = transfer_id, paid_at = now(), failure_reason = null where p.id = payout.id;
  update public.earnings as e set status = 'paid', paid_at = now() where e.payout_id = payout.id;
  perform ledger.post(
    'payout_settled', 'payout_settled:' || payout.id,
    array[
      ledger.account('payout_in_transit', payout.currency, null, payout.creator_user_id),
      ledger.account('stripe_clearing', payout.currency)
    ],
    array[-payout.amount, payout.amount]
  );
  update public.wallet_transactions as t set status = 'completed', completed_at = now()
  where t.transaction_type = 'transfer' and t.reference_id = 'payout:' || payout.id;
  perform app.notify(
    payout.creator_user_id, 'payments', 'payment_received', 'You have been paid',
    'A payout is on its way to your connected account.',
    jsonb_build_object('payout_id', payout.id, 'amount', payout.amount, 'currency', payout.currency)
  );
  return true;
end
$$;
comment on function app.settle_payout(uuid, text) is 'Stripe made the transfer. False where that was known.';

create function app.fail_payout(payout_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
begin
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

create function app.review_payout(payout_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.payouts as p set status = 'manual_review', failure_reason = left(reason, 500)
  where p.id = review_payout.payout_id and p.status in ('pending', 'manual_review');
  return found;
end
$$;
comment on function app.review_payout(uuid, text) is
'Nobody knows whether Stripe made the transfer: neither paid nor failed until it is found out.';

create function app.return_transfer(transfer_id text, total_reversed bigint) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
  origin record;
  returned bigint;
  posted uuid;
  new_id constant uuid := uuidv7();
begin
  select p.* into payout from public.payouts as p
  where p.stripe_transfer_id = return_transfer.transfer_id for no key update;
  returned := least(total_reversed, payout.amount) - payout.reversed_amount;
  if payout.id is null or returned <= 0 then
    return 0;
  end if;
  select e.campaign_id, e.brand_id into origin from public.earnings as e
  where e.payout_id = payout.id order by e.amount desc, e.id limit 1;
  update public.payouts as p set reversed_amount = p.reversed_amount + returned where p.id = payout.id;
  posted := ledger.post(
    'transfer_returned', format('transfer_returned:%s:%s', payout.id, payout.reversed_amount + returned),
    array[
      ledger.account('stripe_clearing', payout.currency),
      ledger.account('creator_payable', payout.currency, null, payout.creator_user_id)
    ],
    array[-returned, returned]
  );
  insert into public.earnings (
    id, creator_user_id, campaign_id, brand_id, kind, amount, gross_amount, fee_amount, currency, available_at,
    reason, ledger_transaction_id
  ) values (
    new_id, payout.creator_user_id, origin.campaign_id, origin.brand_id, 'returned', returned, returned, 0,
    payout.currency, now(), 'Transfer reversed: ' || return_transfer.transfer_id, posted
  );
  perform app.record_wallet_transaction(
    app.wallet_of(null, payout.creator_user_id, payout.currency), 'transfer', returned, returned,
    payout.currency, 'earning:' || new_id, posted, 'A transfer came back'
  );
  return returned;
end
$$;
comment on function app.return_transfer(text, bigint) is
'A transfer was reversed, wholly or in part: the creator is owed it again (a clawback nets it). Minor units; '
'total_reversed is Stripe''s running total, so that a repeated event returns 0.';

create function app.claw_back(earning_id uuid, amount bigint, reason text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original public.earnings;
  campaign public.campaigns;
  already bigint;
  fee_already bigint;
  fee bigint;
  new_id constant uuid := uuidv7();
  posted uuid;
begin
  select c.* into campaign from public.campaigns as c
  where c.id = (select e.campaign_id from public.earnings as e where e.id = claw_back.earning_id)
  for no key update;
  select e.* into original from public.earnings as e
  where e.id = claw_back.earning_id and e.kind = 'earned' for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such earning', detail = '{}';
  end if;
  select coalesce(-sum(e.amount), 0), coalesce(-sum(e.fee_amount), 0) into already, fee_already
  from public.earnings as e where e.clawback_of = original.id;
  if amount <= 0 or already + amount > original.amount then
    raise exception using
      errcode = 'IM006', message = 'no more can be taken back than was earned',
      detail = jsonb_build_object('amount', amount, 'left', original.amount - already)::text;
  end if;
  -- The fee follows in proportion; the last part takes the rest, so that all of it adds up to the original.
  fee := original.fee_amount * (already + amount) / original.amount - fee_already;

  posted := ledger.post_nonzero(
    'clawback', 'clawback:' || new_id,
    array[
      ledger.account('creator_payable', original.currency, null, original.creator_user_id),
      ledger.account('platform_revenue', original.currency),
      ledger.account('brand_available', original.currency, original.brand_id)
    ],
    array[-amount, -fee, amount + fee]
  );
  insert into public.earnings (
    id, creator_user_id, campaign_id, brand_id, kind, clawback_of, amount, gross_amount, fee_amount, currency,
    available_at, reason, ledger_transaction_id
  ) values (
    new_id, original.creator_user_id, original.campaign_id, original.brand_id, 'clawback', original.id,
    -amount, -(amount + fee), -fee, original.currency, now(), claw_back.reason, posted
  );
  update public.campaigns as c set budget_spent = c.budget_spent - (amount + fee) where c.id = campaign.id;
  perform app.record_wallet_transaction(
    app.wallet_of(null, original.creator_user_id, original.currency), 'transfer', amount, -amount,
    original.currency, 'earning:' || new_id, posted, left('Taken back: ' || claw_back.reason, 500)
  );
  perform app.record_wallet_transaction(
    app.wallet_of(original.brand_id, null, original.currency), 'release', amount + fee, amount + fee,
    original.currency, 'clawback:' || new_id, posted, left('Taken back from a creator: ' || claw_back.reason, 500)
  );
  perform app.notify(
    original.creator_user_id, 'payments', 'earning_clawed_back', 'An earning was taken back', claw_back.reason,
    jsonb_build_object('earning_id', original.id, 'amount', amount, 'currency', original.currency)
  );
  return new_id;
end
$$;
comment on function app.claw_back(uuid, bigint, text) is
'Net amount (minor units) back from the creator, with its share of the fee, to the brand: a negative earning, '
'netted by the next payout. Raises IG003, IM006.';

create function app.announce_earnings(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  announced integer;
begin
  with due as (
    update public.earnings as e set announced_at = announce_earnings.as_of
    where e.id in (
      select d.id from public.earnings as d
      where d.status = 'pending' and d.announced_at is null and d.available_at <= announce_earnings.as_of
      order by d.available_at limit at_most for no key update skip locked
    )
    returning e.creator_user_id, e.currency, e.amount, e.kind
  )
  select count(app.notify(
    g.creator_user_id, 'payments', 'earning_available', 'Earnings available',
    'Earnings are past their hold and will be in the next payout.',
    jsonb_build_object('amount', g.amount, 'currency', g.currency)
  )) into announced
  from (
    select d.creator_user_id, d.currency, sum(d.amount) as amount from due as d
    where d.kind = 'earned' and d.amount > 0 group by d.creator_user_id, d.currency
  ) as g;
  return announced;
end
$$;
comment on function app.announce_earnings(timestamptz, integer) is
'Tells creators, once, what has passed its hold. Returns how many were told.';

create function app.set_connected_account(
  user_id uuid, account_id text, payouts_enabled boolean, blocked_reason text
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  changed integer;
begin
  update public.wallets as w
  set stripe_account_id = coalesce(w.stripe_account_id, account_id),
    payouts_enabled = set_connected_account.payouts_enabled,
    payouts_blocked_reason = left(blocked_reason, 500)
  where (w.user_id = set_connected_account.user_id and w.stripe_account_id is null)
    or w.stripe_account_id = set_connected_account.account_id;
  get diagnostics changed = row_count;
  return changed;
end
$$;
comment on function app.set_connected_account(uuid, text, boolean, text) is
'What Stripe says about a creator''s account, on all wallets of it. user_id may be NULL where only the account is '
'known. An account is never replaced by another one.';

grant execute on function
app.prepare_payouts(timestamptz), app.announce_earnings(timestamptz, integer),
app.claim_payouts(integer, interval), app.settle_payout(uuid, text), app.fail_payout(uuid, text),
app.review_payout(uuid, text), app.return_transfer(text, bigint),
app.set_connected_account(uuid, text, boolean, text)
to service;
grant execute on function app.prepare_payouts(timestamptz), app.claw_back(uuid, bigint, text) to admin;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.set_connected_account(uuid, text, boolean, text);
drop function app.announce_earnings(timestamptz, integer);
drop function app.claw_back(uuid, bigint, text);
drop function app.return_transfer(text, bigint);
drop function app.review_payout(uuid, text);
drop function app.fail_payout(uuid, text);
drop function app.settle_payout(uuid, text);
drop function app.claim_payouts(integer, interval);
drop function app.note_skipped_payouts(uuid, jsonb);
drop function app.post_payouts(uuid);
drop function app.prepare_payouts(timestamptz);
reset role;
