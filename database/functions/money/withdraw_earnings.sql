-- A creator asks to be paid now. The run's lock is shared: creators wait for a run, and not for each other; the wallet's
-- row lets one person ask once at a time. A refusal takes back all that was written.
create or replace function app.withdraw_earnings(currency text, amount bigint default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_batch constant uuid := uuidv7();
  wallet public.wallets;
  payout public.payouts;
  passed_over jsonb;
begin
  perform ledger.refuse_nulls(num_nulls(currency));
  perform pg_advisory_xact_lock_shared(hashtextextended('payouts', 0));
  select w.* into wallet from public.wallets as w
  where w.user_id = auth.uid() and w.currency = withdraw_earnings.currency for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such wallet', detail = '{}';
  end if;
  insert into public.payout_batches (id, as_of, created_by) values (new_batch, now(), wallet.user_id);
  passed_over := app.make_payouts(new_batch, now(), wallet.user_id, wallet.currency);
  select p.* into payout from public.payouts as p where p.batch_id = new_batch;
  if not found then
    perform app.refuse_to_pay(wallet, passed_over -> 0);
  elsif withdraw_earnings.amount <> payout.amount then
    raise exception using
      errcode = 'IM032', message = 'earnings are paid whole',
      detail = jsonb_build_object('asked', withdraw_earnings.amount, 'available', payout.amount)::text;
  end if;
  perform app.require_withdrawal_room(wallet);
  perform app.post_payouts(new_batch);
  perform app.note_skipped_payouts(new_batch, passed_over);
  return payout.id;
end
$$;

comment on function app.withdraw_earnings(text, bigint) is
'A payout of all that the caller has past its hold in a currency, whatever the schedule: payable → in transit; its id. '
'Another amount (minor units) than that is IM032. Raises IG003, IM030, IM031, IM033, IM034.';

grant execute on function app.withdraw_earnings(text, bigint) to authenticated, admin;
