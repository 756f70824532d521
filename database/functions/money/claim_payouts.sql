-- Money to creators. Intent row, commit, call, commit: whoever crashes between two of these steps leaves a payout
-- that the next run finishes with the same idempotency key.
create or replace function app.claim_payouts(at_most integer, retry_after interval) returns setof public.payouts
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

grant execute on function app.claim_payouts(integer, interval) to service;
