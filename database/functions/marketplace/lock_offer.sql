create or replace function app.lock_offer(deal_id uuid, new_status text) returns public.deals
language plpgsql security definer set search_path = '' as $$
declare
  deal public.deals;
begin
  select d.* into deal from public.deals as d where d.id = lock_offer.deal_id for no key update;
  if deal.status <> 'offered' or (deal.offer_expires_at <= now() and new_status = 'active') then
    raise exception using
      errcode = 'IK001', message = 'deals: the offer is answered, or over',
      detail = jsonb_build_object('table', 'deals', 'from', deal.status, 'to', new_status)::text;
  end if;
  return deal;
end
$$;

comment on function app.lock_offer(uuid, text) is 'An open offer, locked. Raises IK001.';
