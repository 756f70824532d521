-- Whoever has the row locked notes a deal of the same moment, so nobody waits: batches of releases would wait for each other.
-- What was rolled back there, the job commissions-available notes.
create or replace function app.note_first_deal(escrow public.escrows, moment timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.referrals as r set first_deal_at = note_first_deal.moment
  where r.referred_user_id in (
    select o.referred_user_id from public.referrals as o
    where o.first_deal_at is null and o.referred_user_id in (
      (note_first_deal.escrow).creator_user_id,
      (select b.owner_user_id from public.brand_profiles as b where b.id = (note_first_deal.escrow).brand_id)
    )
    for no key update skip locked
  )
$$;

comment on function app.note_first_deal(public.escrows, timestamptz) is
'The moment of the first deal that was paid, on the referrals of both sides.';
