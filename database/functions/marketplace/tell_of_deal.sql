create or replace function app.tell_of_deal(deal public.deals, type text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  facts constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    'deal_id', deal.id, 'deal_title', deal.title, 'currency', deal.currency,
    'deadline_at', case type when 'deal_offered' then deal.offer_expires_at end
  ));
  title constant text := case type
    when 'deal_offered' then 'A brand makes you an offer' when 'deal_accepted' then 'Your offer was accepted'
    when 'deal_declined' then 'Your offer was declined' when 'deal_offer_withdrawn' then 'An offer was taken back'
    else 'An offer has expired' end;
begin
  if type in ('deal_offered', 'deal_offer_withdrawn', 'deal_offer_expired') then
    perform app.notify(
      deal.creator_user_id, 'deals', type, title, format('"%s"', deal.title), facts || jsonb_build_object(
        'amount', deal.price,
        'from_name', (select b.name from public.brand_profiles as b where b.id = deal.brand_id)
      )
    );
  end if;
  if type in ('deal_accepted', 'deal_declined', 'deal_offer_expired') then
    perform app.notify_brand(
      deal.brand_id, 'campaign', 'deals', type, title, format('"%s"', deal.title),
      facts || jsonb_strip_nulls(jsonb_build_object(
        'amount', deal.total, 'from_name', app.creator_name(deal.creator_user_id)
      ))
    );
  end if;
end
$$;

comment on function app.tell_of_deal(public.deals, text) is
'Tells the other side of an offer: the price to the creator, the total to the brand, in minor units.';
