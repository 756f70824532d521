-- An offer is taken back by its brand. What runs is cancelled by both: the second one who asks agrees.
create or replace function app.cancel_deal(deal_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
  side text;
  one uuid;
  touched boolean := false;
begin
  select d.* into deal from public.deals as d where d.id = cancel_deal.deal_id;
  side := app.deal_side(deal.brand_id, deal.creator_user_id);
  if deal.status = 'offered' and side = 'brand' then
    deal := app.lock_offer(deal.id, 'cancelled');
    update public.deals as d set status = 'cancelled', closed_at = now() where d.id = deal.id;
    perform app.tell_of_deal(deal, 'deal_offer_withdrawn');
    return;
  end if;
  for one in
    select e.id from public.escrows as e inner join public.deal_milestones as m on m.id = e.milestone_id
    where e.deal_id = deal.id order by m.number
  loop
    touched := app.cancel_one(app.lock_escrow(one), side, now()) or touched;
  end loop;
  if not touched then
    raise exception using
      errcode = 'IK001', message = 'deals: nothing of it can be cancelled',
      detail = jsonb_build_object('table', 'deals', 'from', deal.status, 'to', 'cancelled')::text;
  end if;
end
$$;

comment on function app.cancel_deal(uuid) is
'An offer: taken back. A running deal: asked for or agreed to, for all its unfinished escrows. Raises IG003, IM005, IK001, IK003.';

grant execute on function app.cancel_deal(uuid) to authenticated;
