-- A time-out says nothing: to try again under a new key might pay twice.
create or replace function app.review_payout(payout_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform ledger.refuse_nulls(num_nulls(payout_id, reason));
  update public.payouts as p
  set status = 'manual_review', failure_code = left(reason, 500),
    failure_reason = 'We are checking with Stripe whether it was made.'
  where p.id = review_payout.payout_id and p.status in ('pending', 'manual_review');
  return found;
end
$$;

comment on function app.review_payout(uuid, text) is
'Nobody knows whether Stripe made the transfer: neither paid nor failed until it is found out. reason is for us.';

grant execute on function app.review_payout(uuid, text) to service;
