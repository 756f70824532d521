-- Money, a deposit that may still arrive and a running campaign would belong to nobody.
create or replace function app.brand_obstacles(brand_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_remove(array[
    case when exists (
      select from public.campaigns as c
      where c.brand_id = brand_obstacles.brand_id and c.status in ('active', 'paused')
    ) then 'running_campaigns' end,
    case when exists (
      select from public.gigs as g where g.brand_id = brand_obstacles.brand_id and g.status in ('open', 'paused')
    ) then 'running_gigs' end,
    case when exists (
      select from public.deals as d
      where d.brand_id = brand_obstacles.brand_id and d.status in ('offered', 'active')
    ) then 'open_deals' end,
    case when exists (
      select from public.reward_programs as p where p.brand_id = brand_obstacles.brand_id and p.status in ('active', 'paused')
    ) then 'running_reward_programs' end,
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
'Why nobody may leave a brand as the last one: running_campaigns, running_gigs, open_deals, running_reward_programs, '
'open_deposits, unsettled_money.';
