-- A deal in which the agent is a side themselves is nobody's merit, as it earns them nothing (app.distribute_fee). What was
-- released before somebody was brought is not the agent's.
create or replace function app.deals_of_agents(since timestamptz, until timestamptz) returns table (
  agent_user_id uuid, referred_user_id uuid, escrow_id uuid, released_at timestamptz, currency text, amount bigint
)
language sql stable security definer set search_path = '' rows 100000 as $$
  select r.agent_user_id, r.referred_user_id, e.id, e.released_at, e.currency, e.released_amount + e.fee_amount
  from public.escrows as e
  inner join public.brand_profiles as b on b.id = e.brand_id
  cross join lateral (values (b.owner_user_id), (e.creator_user_id)) as s (user_id)
  inner join public.referrals as r on r.referred_user_id = s.user_id and r.status = 'active'
    and r.attributed_at <= e.released_at
  where e.released_at >= since and e.released_at < until and r.agent_user_id <> e.creator_user_id
    and not exists (
      select from public.brand_memberships as m
      where m.brand_id = e.brand_id and m.user_id = r.agent_user_id and m.status = 'active'
    )
$$;

comment on function app.deals_of_agents(timestamptz, timestamptz) is
'What was released to or for referred people from since on, before until: a row for each side that an agent brought, so two of '
'one deal where both are theirs. amount: price and fee as they were paid, in minor units.';
