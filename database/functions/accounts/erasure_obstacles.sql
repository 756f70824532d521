-- What nobody could settle for a person who is gone. Unfolded earnings and commissions are money, too, and so is what is held.
create or replace function app.erasure_obstacles(user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with my_brands as (
    select
      m.brand_id,
      exists (
        select from public.brand_memberships as o inner join auth.users as u on u.id = o.user_id
        where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active' and u.status = 'active'
      ) as has_others,
      exists (
        select from public.brand_user_roles as r
        inner join public.brand_memberships as o on o.brand_id = r.brand_id and o.user_id = r.user_id
        inner join auth.users as u on u.id = o.user_id
        where r.brand_id = m.brand_id and r.user_id <> m.user_id and r.role = 'brand_admin'
          and o.status = 'active' and u.status = 'active'
      ) as has_another_admin
    from public.brand_memberships as m
    where m.user_id = erasure_obstacles.user_id and m.status = 'active'
  ),
  left_open as (
    select o.obstacle from my_brands as b cross join unnest(app.brand_obstacles(b.brand_id)) as o (obstacle)
    where not b.has_others
  )
  select array_remove(array[
    case when exists (
      select from public.user_roles as r where r.user_id = erasure_obstacles.user_id and r.role = 'admin'
    ) then 'is_admin' end,
    case when exists (
      select from my_brands as b where b.has_others and not b.has_another_admin
    ) then 'last_brand_admin' end,
    case when 'running_campaigns' in (select l.obstacle from left_open as l) then 'running_campaigns' end,
    case when exists (
      select from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
      where p.creator_user_id = erasure_obstacles.user_id and p.status = 'active'
        and c.status in ('active', 'paused')
    ) then 'open_participations' end,
    case when 'running_gigs' in (select l.obstacle from left_open as l) then 'running_gigs' end,
    case when 'open_deals' in (select l.obstacle from left_open as l) or exists (
      select from public.deals as d
      where d.creator_user_id = erasure_obstacles.user_id and d.status in ('offered', 'active')
    ) then 'open_deals' end,
    case when 'running_reward_programs' in (select l.obstacle from left_open as l) then 'running_reward_programs' end,
    case when 'open_deposits' in (select l.obstacle from left_open as l) then 'open_deposits' end,
    case when 'unsettled_money' in (select l.obstacle from left_open as l) or exists (
      -- What is owed as creator and as agent is one sum, as in a payout: if that is nothing, no run ever settles the two.
      select from ledger.accounts as a
      where a.user_id = erasure_obstacles.user_id
      group by a.currency, case when a.purpose not in ('creator_payable', 'agent_payable') then a.id end
      having sum(ledger.balance(a.id)) <> 0
    ) then 'unsettled_money' end
  ], null)
$$;

comment on function app.erasure_obstacles(uuid) is
'Why a person cannot be forgotten yet: is_admin, last_brand_admin, running_campaigns, open_participations, '
'running_gigs, open_deals, running_reward_programs, open_deposits, unsettled_money.';
