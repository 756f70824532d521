-- What is ours to mend: the creator hears once that we know, and administrators hear of each run once.
create or replace function app.tell_failed_payout(payout public.payouts, code text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  facts constant jsonb := jsonb_build_object(
    'payout_id', payout.id, 'amount', payout.amount, 'currency', payout.currency
  );
  is_asked_for boolean; -- each request is a batch of its own: told once a day
begin
  select b.created_by = payout.creator_user_id into is_asked_for
  from public.payout_batches as b where b.id = payout.batch_id for no key update;
  if not exists (
    select from public.payouts as p
    where p.batch_id = payout.batch_id and p.id <> payout.id and p.failure_code = code
  ) then
    perform app.notify_administrators(
      'payments', 'payouts_failed', 'Payouts did not work',
      'Stripe refused payouts for a reason of ours: ' || code || '. They are tried again by the next run, or when they are '
      'asked for again.',
      facts || jsonb_build_object('batch_id', payout.batch_id, 'failure_code', code),
      case when is_asked_for then format('payouts_failed:%s:%s', code, (now() at time zone 'UTC')::date) end
    );
  end if;
  if (
    select p.status from public.payouts as p
    where p.creator_user_id = payout.creator_user_id and p.currency = payout.currency and p.id < payout.id
    order by p.id desc limit 1
  ) is distinct from 'failed' then
    perform app.notify(
      payout.creator_user_id, 'payments', 'payout_failed', 'Your payout is late',
      case when app.is_paid_when_asked(payout) then 'It did not work on our side. We are on it: please ask for it again.'
        else 'It did not work on our side. We are on it, and nothing is for you to do: it is tried again by itself.' end,
      facts
    );
  end if;
end
$$;

comment on function app.tell_failed_payout(public.payouts, text) is
'Part of app.fail_payout, where the fault is ours: administrators learn the code once per run, or once a day of what is '
'asked for, the creator once.';
