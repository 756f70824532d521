-- Stripe's object counts, not the events about it: they come in any order, and what a worker heard may be booked after
-- what another one asked for later. So the last question wins, and only the difference to what was taken moves: a
-- dispute may be won after it was lost, and its amount may change.
create or replace function app.book_dispute(
  payment_intent_id text, dispute_id text, status text, amount bigint, asked_at timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  deposit public.wallet_transactions;
  wallet public.wallets;
  before public.disputes;
  now_taken constant bigint :=
    case when book_dispute.status in ('needs_response', 'under_review', 'lost') then book_dispute.amount else 0 end;
  reference text;
begin
  perform ledger.refuse_nulls(num_nulls(payment_intent_id, dispute_id, status, amount, asked_at));
  select t.* into deposit from public.wallet_transactions as t
  where t.transaction_type = 'deposit' and t.reference_id = payment_intent_id and t.status = 'completed';
  select w.* into wallet from public.wallets as w where w.id = deposit.wallet_id;
  if not found then
    return false;
  end if;
  perform app.lock_held_funds(wallet.brand_id, wallet.currency, true);
  perform from public.wallets as w where w.id = wallet.id for no key update;
  insert into public.disputes (id, deposit_id, brand_id, status, amount, currency, asked_at)
  values (dispute_id, deposit.id, wallet.brand_id, 'warning_needs_response', 0, deposit.currency, '-infinity')
  on conflict on constraint disputes_pkey do nothing;
  select d.* into before from public.disputes as d where d.id = dispute_id;
  if book_dispute.asked_at < before.asked_at then
    return false;
  end if;
  update public.disputes as d
  set status = book_dispute.status, amount = book_dispute.amount, taken = now_taken,
    bookings = d.bookings + (now_taken <> d.taken)::integer, asked_at = book_dispute.asked_at
  where d.id = dispute_id;

  reference := dispute_id || case before.bookings when 0 then '' else ':' || before.bookings end;
  if now_taken > before.taken then
    perform app.take_back(deposit, 'dispute', 'reservation', reference, now_taken - before.taken);
  elsif now_taken < before.taken then
    perform app.give_back(before, before.taken - now_taken, reference, status = 'won');
  end if;
  if now_taken > 0 and before.bookings = 0 then
    perform app.notify_brand(
      before.brand_id, 'money', 'payments', 'dispute_opened', 'A payment is disputed',
      'The disputed amount is frozen until the bank decides.',
      jsonb_build_object('dispute_id', dispute_id, 'amount', now_taken, 'currency', deposit.currency)
    );
  end if;
  if status = 'lost' and before.status <> 'lost' then -- the money left when it was taken: losing moves nothing
    perform app.record_wallet_transaction(
      deposit.wallet_id, 'withdrawal', now_taken, 0, deposit.currency, reference || ':lost', t.ledger_transaction_id,
      'Dispute lost', t.id
    ) from public.wallet_transactions as t
    where t.transaction_type = 'reservation' and t.reference_id = dispute_id and now_taken > 0
      and not exists ( -- of what was lost, reviewed and lost again, the wallet has been told
        select from public.wallet_transactions as told
        where told.transaction_type = 'withdrawal' and told.reference_id = reference || ':lost'
      );
  end if;
  if status = 'lost' and (before.status <> 'lost' or now_taken > before.taken) then
    perform app.collect_loss(wallet.brand_id, wallet.currency, deposit.id, now());
  end if;
  perform app.weigh_holds(wallet.brand_id, wallet.currency, now());
  return (before.status, before.amount) <> (book_dispute.status, book_dispute.amount);
end
$$;

comment on function app.book_dispute(text, text, text, bigint, timestamptz) is
'A dispute of a deposit as Stripe says that it stands, asked at that moment: open or lost, amount (minor units) is taken; '
'won, prevented or a mere inquiry, nothing is. Books the difference; then deals stand still, or go on, and for a loss what the '
'brand owes is collected. False where nothing is new, for an answer that is '
'older than the last, and for a payment that is not ours.';

grant execute on function app.book_dispute(text, text, text, bigint, timestamptz) to service;
