create or replace function app.decline_offer(deal_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
begin
  select d.* into deal from public.deals as d where d.id = decline_offer.deal_id;
  perform app.require_creator(deal.creator_user_id, deal.brand_id);
  deal := app.lock_offer(deal.id, 'declined');
  update public.deals as d set status = 'declined', closed_at = now() where d.id = deal.id;
  perform app.tell_of_deal(deal, 'deal_declined');
end
$$;

comment on function app.decline_offer(uuid) is 'The creator refuses a direct offer. Raises IG003, IM005, IK001.';

grant execute on function app.decline_offer(uuid) to authenticated;
