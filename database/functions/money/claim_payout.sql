-- Whoever asked for it does not wait for a worker. Only the first attempt: what becomes of an unclear one is a worker's.
create or replace function app.claim_payout(payout_id uuid) returns setof public.payouts
language sql security definer set search_path = '' as $$
  update public.payouts as p set attempts = 1, first_attempt_at = now(), last_attempt_at = now()
  where p.id = (
    select o.id from public.payouts as o
    where o.id = claim_payout.payout_id and o.status = 'pending' and o.attempts = 0
      and o.id <> all(array(select s.payout_id from app.stopped_payouts() as s))
    for no key update of o skip locked
  )
  returning p.*
$$;

comment on function app.claim_payout(uuid) is
'A payout that nobody has tried to send, for one worker; no row where somebody has. See app.claim_payouts.';

grant execute on function app.claim_payout(uuid) to service;
