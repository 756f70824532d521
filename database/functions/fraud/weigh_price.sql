create or replace function app.weigh_price(escrow public.escrows) returns void
language plpgsql security definer set search_path = '' as $$
declare
  config constant jsonb := app.fraud_config('price_outlier');
  usual public.deal_price_medians;
begin
  select m.* into usual from public.deal_price_medians as m
  where m.currency = escrow.currency and m.deals >= (config ->> 'least_deals')::integer;
  if escrow.price > usual.median * (config ->> 'times_median')::numeric then
    perform app.note_fraud(
      'price_outlier', 'escrow', escrow.id,
      jsonb_build_object(
        'price', escrow.price, 'currency', escrow.currency, 'median', usual.median, 'deals', usual.deals
      )
    );
  end if;
end
$$;

comment on function app.weigh_price(public.escrows) is
'Rule price_outlier: a price above config.times_median times what is usual in that currency, where enough was paid to know it.';
