create or replace function app.settle_deal(escrow public.escrows, moment timestamptz) returns void
language sql security definer set search_path = '' as $$
  select app.settle_deals(array[escrow], moment)
$$;

comment on function app.settle_deal(public.escrows, timestamptz) is
'app.settle_deals of one escrow. The caller holds the lock of the deal.';
