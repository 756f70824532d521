create or replace function app.earning_origin(payout public.payouts) returns table (campaign_id uuid, brand_id uuid)
language sql stable security definer set search_path = '' as $$
  select e.campaign_id, e.brand_id from public.earnings as e
  where e.creator_user_id = payout.creator_user_id and e.currency = payout.currency
  order by e.id = any(payout.earning_ids) desc, e.amount desc, e.id limit 1
$$;

comment on function app.earning_origin(public.payouts) is
'The campaign and the brand of the largest earning that a payout was made of, or else of any that its payee has in its currency.';
