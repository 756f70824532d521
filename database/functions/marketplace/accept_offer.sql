create or replace function app.accept_offer(deal_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
begin
  select d.* into deal from public.deals as d where d.id = accept_offer.deal_id;
  perform app.require_creator(deal.creator_user_id, deal.brand_id);
  deal := app.lock_offer(deal.id, 'active');
  update public.deals as d set status = 'active', creator_accepted_at = now() where d.id = deal.id returning * into deal;
  -- First, as what follows refers to accounts: they come behind a conversation and its members.
  perform app.show_offer(deal, format('Offer accepted: "%s"', deal.title));
  perform app.tell_of_deal(deal, 'deal_accepted');
  perform app.begin_deal(deal, now());
end
$$;

comment on function app.accept_offer(uuid) is
'The creator takes a direct offer; its first milestone is paid at once, if the wallet has enough. Raises IG003, IM005, IC020, IK001.';

grant execute on function app.accept_offer(uuid) to authenticated;
