create or replace function app.count_price_medians(as_of timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  counted integer;
begin
  insert into public.deal_price_medians as m (currency, deals, median, counted_at)
  select
    e.currency, count(*), percentile_disc(0.5) within group (order by e.price), count_price_medians.as_of
  from public.escrows as e
  where e.status = 'released' and e.released_at > count_price_medians.as_of - interval '90 days'
    and e.released_at <= count_price_medians.as_of
  group by e.currency
  on conflict (currency) do update
  set deals = excluded.deals, median = excluded.median, counted_at = excluded.counted_at;
  get diagnostics counted = row_count;
  delete from public.deal_price_medians as m where m.counted_at < count_price_medians.as_of;
  return counted;
end
$$;

comment on function app.count_price_medians(timestamptz) is
'The median price of held funds that were released in the 90 days before, per currency; how many currencies.';

grant execute on function app.count_price_medians(timestamptz) to service;
