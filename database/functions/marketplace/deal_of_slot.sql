create or replace function app.deal_of_slot(
  gig public.gigs, slot public.gig_slots, creator_user_id uuid, moment timestamptz
) returns public.deals
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
  agreed constant jsonb := app.gig_terms(gig) || jsonb_build_object(
    'price', slot.price, 'fee', slot.fee, 'total', slot.total,
    'milestones', jsonb_build_array(jsonb_build_object('title', gig.title, 'price', slot.price, 'due_days', gig.due_days))
  );
begin
  insert into public.deals (
    brand_id, creator_user_id, created_by, gig_id, slot_id, currency, price, fee_basis_points, fee, total, title, terms,
    terms_hash, status, brand_accepted_at, creator_accepted_at
  )
  select
    gig.brand_id, deal_of_slot.creator_user_id, deal_of_slot.creator_user_id, gig.id, slot.id, gig.currency, slot.price,
    b.fee_basis_points, slot.fee, slot.total, gig.title, t.terms,
    sha256(convert_to(app.canonical_json(t.terms), 'UTF8')), 'active', gig.opened_at, moment
  from public.gig_budgets as b
  cross join lateral (values (agreed || jsonb_build_object('fee_basis_points', b.fee_basis_points))) as t (terms)
  where b.gig_id = gig.id
  returning * into deal;
  return deal;
end
$$;

comment on function app.deal_of_slot(public.gigs, public.gig_slots, uuid, timestamptz) is
'The deal of a claim: who claims has accepted, so has who opened the gig.';
