-- Open slots go back at once; running deals go on to their own end.
create or replace function app.close_gig(gig public.gigs, reason text, moment timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  counted record;
  reference constant text := format('gig:%s:close', gig.id);
  new_status constant text := case when exists (
    select from public.deals as d where d.gig_id = gig.id
  ) then 'closed' else 'cancelled' end;
  posted uuid;
begin
  if gig.mode = 'application' then
    select 0::bigint as rest, count(*) as claimed, count(*) filter (where d.status = 'completed') as approved
    into counted
    from public.deals as d where d.gig_id = gig.id and d.status in ('active', 'completed');
  else
    select
      coalesce(sum(s.total) filter (where s.status = 'open'), 0)::bigint as rest,
      count(*) filter (where s.status <> 'open') as claimed, count(*) filter (where s.status = 'approved') as approved
    into counted from public.gig_slots as s where s.gig_id = gig.id;
  end if;
  update public.gig_slots as s set status = 'refunded' where s.gig_id = gig.id and s.status = 'open';
  update public.gigs as g
  set status = new_status, closed_at = moment, close_reason = close_gig.reason,
    version = g.version + 1 + (counted.rest > 0)::integer
  where g.id = gig.id;
  perform app.note_gig(gig, gig.version + 1, 'closed', gig.status, new_status, reason);
  perform app.reject_applications(gig, case reason when 'filled' then 'filled' else 'other' end, moment);
  if counted.rest > 0 then
    posted := ledger.post(
      'gig_close', reference,
      array[
        ledger.account('gig_held', gig.currency, gig.brand_id, gig_id => gig.id),
        ledger.account('brand_available', gig.currency, gig.brand_id)
      ],
      array[-counted.rest, counted.rest]
    );
    perform app.record_wallet_transaction(
      app.wallet_of(gig.brand_id, null, gig.currency), 'release', counted.rest, counted.rest, gig.currency, reference,
      posted, left('Back from ' || gig.title, 500)
    );
    perform app.note_gig(gig, gig.version + 2, 'refund', null, null, reason, counted.rest, posted);
  end if;
  insert into public.unfilled_refunds (
    gig_id, brand_id, slots_total, slots_claimed, slots_approved, budget, amount, currency, issued_at,
    ledger_transaction_id
  )
  select
    gig.id, gig.brand_id, gig.slots_total, counted.claimed, counted.approved, coalesce(b.budget_total, 0), counted.rest,
    gig.currency, moment, posted
  from public.gig_budgets as b where b.gig_id = gig.id;
  perform app.tell_of_gig(gig, 'gig_closed', counted.rest);
  return counted.rest;
end
$$;

comment on function app.close_gig(public.gigs, text, timestamptz) is
'No new claims; gig → brand''s wallet, what its open slots hold (minor units, returned), with its unfilled_refunds. The caller '
'holds the lock. A gig without a single deal is cancelled.';
