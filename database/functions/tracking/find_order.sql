create or replace function app.find_order(campaign_id uuid, order_id text) returns setof public.conversions
language sql stable set search_path = '' as $$
  select c.* from public.conversions as c
  where c.campaign_id = find_order.campaign_id and c.order_key = app.order_key(find_order.order_id)
  -- Of rows of before that count apart, the one that was written so.
  order by c.order_id <> find_order.order_id, c.order_twin limit 1
$$;

comment on function app.find_order(uuid, text) is 'An order of a campaign, however its number is written.';
