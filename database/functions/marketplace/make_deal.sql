-- What both sides will have agreed on, written once: terms, milestones, and the hash of the terms. Escrows come when it is on.
create or replace function app.make_deal(
  brand_id uuid, creator_user_id uuid, currency text, title text, terms jsonb, milestones jsonb,
  origin public.deals default null
) returns public.deals
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
  points constant bigint := app.fee_basis_points();
  agreed jsonb;
begin
  deal.id := uuidv7();
  select
    sum((m.value ->> 'price')::bigint), sum(app.deal_fee((m.value ->> 'price')::bigint, points))
  into deal.price, deal.fee
  from jsonb_array_elements(milestones) as m;
  agreed := terms || jsonb_build_object(
    'title', title, 'currency', currency, 'fee_basis_points', points, 'price', deal.price, 'fee', deal.fee,
    'total', deal.price + deal.fee, 'milestones', milestones
  );
  insert into public.deals (
    id, brand_id, creator_user_id, created_by, gig_id, slot_id, application_id, currency, price, fee_basis_points, fee,
    total, title, terms, terms_hash, status, offer_expires_at, brand_accepted_at, creator_accepted_at
  ) values (
    deal.id, make_deal.brand_id, make_deal.creator_user_id, auth.uid(), origin.gig_id, origin.slot_id,
    origin.application_id, make_deal.currency, deal.price, points, deal.fee, deal.price + deal.fee, make_deal.title,
    agreed, sha256(convert_to(app.canonical_json(agreed), 'UTF8')), origin.status, origin.offer_expires_at,
    origin.brand_accepted_at, origin.creator_accepted_at
  ) returning * into deal;
  insert into public.deal_milestones (
    deal_id, brand_id, creator_user_id, number, title, price, fee, total, due_days
  )
  select
    deal.id, deal.brand_id, deal.creator_user_id, m.place, m.value ->> 'title', p.price, app.deal_fee(p.price, points),
    p.price + app.deal_fee(p.price, points), (m.value ->> 'due_days')::integer
  from jsonb_array_elements(milestones) with ordinality as m (value, place)
  cross join lateral (values ((m.value ->> 'price')::bigint)) as p (price);
  return deal;
end
$$;

comment on function app.make_deal(uuid, uuid, text, text, jsonb, jsonb, public.deals) is
'A deal with its milestones [{title, price, due_days}]: prices in minor units, fees on top of each by the setting of this '
'moment. origin: where it comes from, its status and who has accepted.';
