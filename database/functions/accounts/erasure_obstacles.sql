-- What nobody could settle for a person who is gone. Unfolded earnings are money, too.
create or replace function app.erasure_obstacles(user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with my_brands as (
    select
      m.brand_id,
      exists (
        select from public.brand_memberships as o
        where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active'
      ) as has_others,
      exists (
        select from public.brand_user_roles as r
        inner join public.brand_memberships as o on o.brand_id = r.brand_id and o.user_id = r.user_id
        where r.brand_id = m.brand_id and r.user_id <> m.user_id and r.role = 'brand_admin'
          and o.status = 'active'
      ) as has_another_admin
    from public.brand_memberships as m
    where m.user_id = erasure_obstacles.user_id and m.status = 'active'
  ),
  my_accounts as (
    select a.id from ledger.accounts as a where a.user_id = erasure_obstacles.user_id
    union all
    select a.id from my_brands as b inner join ledger.accounts as a on a.brand_id = b.brand_id
    where not b.has_others
  )
  select array_remove(array[
    case when exists (
      select from public.user_roles as r where r.user_id = erasure_obstacles.user_id and r.role = 'admin'
    ) then 'is_admin' end,
    case when exists (
      select from my_brands as b where b.has_others and not b.has_another_admin
    ) then 'last_brand_admin' end,
    case when exists (
      select from my_brands as b inner join public.campaigns as c on c.brand_id = b.brand_id
      where not b.has_others and c.status in ('active', 'paused')
    ) then 'running_campaigns' end,
    case when exists (
      select from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
      where p.creator_user_id = erasure_obstacles.user_id and p.status = 'active'
        and c.status in ('active', 'paused')
    ) then 'open_participations' end,
    case when exists (
      select from my_accounts as a where ledger.balance(a.id) <> 0
    ) then 'unsettled_money' end
  ], null)
$$;

comment on function app.erasure_obstacles(uuid) is
'Why a person cannot be forgotten yet: is_admin, last_brand_admin, running_campaigns, open_participations, '
'unsettled_money.';
