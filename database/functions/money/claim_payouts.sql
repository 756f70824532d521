-- Money to creators and agents. Intent row, commit, call, commit: whoever crashes between two of these steps leaves a payout
-- that the next run finishes with the same idempotency key. Who was barred since the run was prepared is sent nothing, and
-- neither is what has been held since: what nobody has tried yet is theirs again and waits with them, what is not held is
-- paid by the next run; what may have been made is looked for only when Stripe has forgotten the key, as then it is not made
-- once more (payments.payouts.service).
create or replace function app.claim_payouts(at_most integer, retry_after interval) returns setof public.payouts
language plpgsql security definer set search_path = '' as $$
begin
  perform app.fail_payout(b.id, b.obstacle) from (
    select o.id, s.obstacle from public.payouts as o
    inner join app.stopped_payouts() as s on s.payout_id = o.id
    where o.status = 'pending' and o.attempts = 0
    order by o.id limit at_most
    for no key update of o skip locked
  ) as b;
  return query update public.payouts as p
  set attempts = p.attempts + 1, first_attempt_at = coalesce(p.first_attempt_at, now()), last_attempt_at = now()
  where p.id in (
    select o.id from public.payouts as o
    where o.status in ('pending', 'manual_review')
      and (o.last_attempt_at is null or o.last_attempt_at <= now() - retry_after)
      and (
        o.first_attempt_at <= now() - interval '1 day'
        or o.id <> all(array(select s.payout_id from app.stopped_payouts() as s))
      )
    order by o.id limit at_most
    for no key update of o skip locked
  )
  returning p.*;
end
$$;

comment on function app.claim_payouts(integer, interval) is
'Payouts to send (or to clear up), each for one worker at a time; an attempt is counted before it is made. To a payee who '
'is barred nothing is sent any more, and nothing of what is held.';

grant execute on function app.claim_payouts(integer, interval) to service;
