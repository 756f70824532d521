-- Slots with a price of their own: the first ones carry what a division would lose.
create or replace function app.fund_gig(gig public.gigs) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  budget bigint;
  points constant bigint := app.fee_basis_points();
  asked bigint;
  reference constant text := format('gig:%s:fund', gig.id);
  posted uuid;
begin
  select b.budget_total into budget from public.gig_budgets as b where b.gig_id = gig.id for no key update;
  if coalesce(budget, 0) < gig.slots_total then
    raise exception using
      errcode = 'IK015', message = 'each slot costs something',
      detail = jsonb_build_object('budget_total', budget, 'least', gig.slots_total)::text;
  end if;
  insert into public.gig_slots (gig_id, brand_id, number, price, fee, total)
  select gig.id, gig.brand_id, n.number, p.price, app.deal_fee(p.price, points), p.price + app.deal_fee(p.price, points)
  from generate_series(1, gig.slots_total) as n (number)
  cross join lateral (
    values (budget / gig.slots_total + (n.number <= budget % gig.slots_total)::integer)
  ) as p (price);
  select sum(s.total) into asked from public.gig_slots as s where s.gig_id = gig.id;
  update public.gig_budgets as b set funded_total = asked, fee_basis_points = points where b.gig_id = gig.id;
  posted := ledger.post(
    'gig_fund', reference,
    array[
      ledger.account('brand_available', gig.currency, gig.brand_id),
      ledger.account('gig_held', gig.currency, gig.brand_id, gig_id => gig.id)
    ],
    array[-asked, asked]
  );
  perform app.record_wallet_transaction(
    app.wallet_of(gig.brand_id, null, gig.currency), 'reservation', asked, -asked, gig.currency, reference, posted,
    left('Held for ' || gig.title, 500)
  );
  return posted;
end
$$;

comment on function app.fund_gig(public.gigs) is
'Brand''s wallet → gig: prices and fees (minor units) of all its slots, which are made here. The caller holds the lock. '
'Raises IM001 where the wallet is short, IK015 where the budget has less than one unit for each slot.';
