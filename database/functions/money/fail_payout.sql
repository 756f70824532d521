-- For a refusal, or one of ours (payee_barred, commission_held): where nobody knows what became of the transfer, app.review_payout.
create or replace function app.fail_payout(payout_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  payout public.payouts;
  code constant text := left(reason, 500);
  obstacle constant text := app.payee_obstacle(reason);
  is_barred constant boolean := reason = 'payee_barred';
  is_held constant boolean := reason = 'commission_held';
  words text;
begin
  perform ledger.refuse_nulls(num_nulls(payout_id, reason));
  select p.* into payout from public.payouts as p where p.id = fail_payout.payout_id for no key update;
  if not found or payout.status not in ('pending', 'manual_review') then
    return false;
  end if;
  words := coalesce(obstacle, case
    when is_barred then 'Your account with us is blocked. What you have earned stays yours.'
    when is_held then 'A commission in it is being checked first. Everything else is paid with your next payout.'
    when app.is_paid_when_asked(payout) then 'It did not work on our side. We are on it: please ask for it again.'
    else 'It did not work on our side. We are on it, and try again by ourselves.'
  end);
  -- As who asks for their earnings does, wallets come before the account that is in transit.
  perform from public.wallets as w where w.user_id = payout.creator_user_id order by w.id for no key update;
  update public.payouts as p set status = 'failed', failure_code = code, failure_reason = words where p.id = payout.id;
  update public.earnings as e set payout_id = null where e.payout_id = payout.id;
  -- What it netted of a commission that another payout had, and that is held since, waits with that one. Whoever holds it at
  -- this moment is waited for.
  perform from public.commissions as c
  where c.payout_id = payout.id or c.id in (select r.reverses from public.commissions as r where r.payout_id = payout.id)
  order by c.id for no key update;
  update public.commissions as c set
    payout_id = null,
    status = case
      when exists (select from public.commissions as o where o.id = c.reverses and o.status = 'held') then 'held' else c.status
    end
  where c.payout_id = payout.id;
  if not is_held then -- else whoever holds them does so next
    perform app.hold_freed_commissions(payout.commission_ids);
  end if;
  perform ledger.reverse(payout.ledger_transaction_id);
  update public.wallet_transactions as t
  set status = 'failed', metadata = t.metadata || jsonb_build_object('failure_reason', words)
  where t.transaction_type = 'transfer' and t.reference_id = 'payout:' || payout.id;
  if obstacle is not null then
    perform app.hold_payee(payout.stripe_account_id, code);
  elsif not is_barred and not is_held then
    perform app.tell_failed_payout(payout, code);
  end if;
  return true;
end
$$;

comment on function app.fail_payout(uuid, text) is
'Stripe certainly refused, with this code, or we do not ask it for who is barred or whose commissions are held: earnings and commissions are free for the next '
'run, under a new key. A payee who cannot '
'be paid is put on hold; anything else is ours to mend. False where it was settled.';

grant execute on function app.fail_payout(uuid, text) to service;
