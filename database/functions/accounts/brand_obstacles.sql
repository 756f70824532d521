-- Money, a deposit that may still arrive and a running campaign would belong to nobody.
create or replace function app.brand_obstacles(brand_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[
    case when exists (
      select from public.campaigns as c
      where c.brand_id = brand_obstacles.brand_id and c.status in ('active', 'paused')
    ) then 'running_campaigns' end,
    case when exists (
      select from public.wallets as w inner join public.wallet_transactions as t on t.wallet_id = w.id
      where w.brand_id = brand_obstacles.brand_id and t.transaction_type = 'deposit' and t.status = 'pending'
    ) then 'open_deposits' end,
    case when exists (
      select from ledger.accounts as a
      where a.brand_id = brand_obstacles.brand_id and ledger.balance(a.id) <> 0
    ) then 'unsettled_money' end
  ], null)
$$;

comment on function app.brand_obstacles(uuid) is
'Why nobody may leave a brand as the last one: running_campaigns, open_deposits, unsettled_money.';
