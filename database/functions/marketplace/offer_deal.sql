create or replace function app.offer_deal(
  brand_id uuid, creator_user_id uuid, currency text, title text, terms jsonb, milestones jsonb
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
begin
  perform ledger.refuse_nulls(num_nulls(brand_id, creator_user_id, currency, title, terms, milestones));
  perform app.require_money(brand_id);
  perform app.require_active_creator(creator_user_id);
  if creator_user_id = auth.uid() then
    raise exception using errcode = 'IC020', message = 'nobody makes themselves an offer', detail = '{}';
  elsif jsonb_array_length(milestones) not between 1 and 20 then
    raise exception using errcode = 'IK015', message = 'one to twenty milestones', detail = '{"most": 20}';
  end if;
  perform app.require_wanted(brand_id, creator_user_id);
  perform from public.brand_profiles as b where b.id = offer_deal.brand_id for no key update;
  perform app.refuse_above('deal_offer_daily_limit', 1 + (
    select count(*) from public.deals as d
    where d.brand_id = offer_deal.brand_id and d.gig_id is null and d.created_at > now() - interval '1 day'
  ));
  deal.status := 'offered';
  deal.brand_accepted_at := now();
  deal.offer_expires_at := now() + app.setting_interval('deal_offer_days', 'days');
  deal := app.make_deal(brand_id, creator_user_id, currency, title, terms, milestones, deal);
  -- First, as in app.accept_offer.
  perform app.show_offer(deal, format('Offer: "%s"', deal.title));
  perform app.tell_of_deal(deal, 'deal_offered');
  return deal.id;
end
$$;

comment on function app.offer_deal(uuid, uuid, text, text, jsonb, jsonb) is
'A direct offer to one creator, by who may move the brand''s money. milestones: [{title, price, due_days}], prices in minor '
'units. Raises IG003, IM005, IC020, IK009, IK015, IZ020.';

grant execute on function app.offer_deal(uuid, uuid, text, text, jsonb, jsonb) to authenticated;
