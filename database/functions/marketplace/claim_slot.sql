-- First come, first served: whoever finds no free row finds none, and nobody waits for a row. The posting comes last, as
-- claims of one gig queue at its account until COMMIT.
create or replace function app.claim_slot(gig_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  claimant constant uuid := auth.uid();
  moment constant timestamptz := now();
  gig public.gigs;
  slot public.gig_slots;
  deal public.deals;
  escrow public.escrows;
  posted uuid;
begin
  gig := app.lock_gig_as_creator(gig_id, 'claim');
  perform app.refuse_above('gig_claim_limit', 1 + (
    select count(*) from public.deals as d
    where d.creator_user_id = claimant and d.slot_id is not null and d.status = 'active'
  ));
  if exists (
    select from public.deals as d where d.gig_id = gig.id and d.creator_user_id = claimant and d.slot_id is not null
  ) then
    raise exception using
      errcode = 'unique_violation', constraint = 'gig_is_claimed_once_by_a_creator', message = 'claimed already';
  end if;
  select s.* into slot from public.gig_slots as s
  where s.gig_id = gig.id and s.status = 'open' order by s.number limit 1 for no key update skip locked;
  if not found then
    raise exception using
      errcode = 'IK004', message = 'no slot is left', detail = jsonb_build_object('gig_id', gig.id)::text;
  end if;
  deal := app.deal_of_slot(gig, slot, claimant, moment);
  update public.gig_slots as s set status = 'claimed', deal_id = deal.id where s.id = slot.id;
  escrow := app.escrow_of_slot(deal, moment);
  perform app.tell_of_escrow(escrow, 'claimed', '');
  posted := ledger.post(
    'claim', format('deal:%s:1', escrow.id),
    array[
      ledger.account('deal_held', gig.currency, gig.brand_id, deal_id => deal.id),
      ledger.account('gig_held', gig.currency, gig.brand_id, gig_id => gig.id)
    ],
    array[slot.total, -slot.total]
  );
  insert into public.escrow_events (
    escrow_id, brand_id, creator_user_id, seq, event_type, to_status, actor_user_id, amount, ledger_transaction_id
  ) values (
    escrow.id, escrow.brand_id, escrow.creator_user_id, 1, 'claimed', 'locked', claimant, escrow.total, posted
  );
  return deal.id;
end
$$;

comment on function app.claim_slot(uuid) is
'The actor takes the first free slot: a running deal whose money is held already. Returns the deal. Raises IG003, IC020, IK004, '
'IK005, IK006, IK009.';

grant execute on function app.claim_slot(uuid) to authenticated;
