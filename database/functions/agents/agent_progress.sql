-- For one agent, by their referrals; app.move_agent_tiers asks the same of all at once.
create or replace function app.agent_progress(agent_user_id uuid, as_of timestamptz)
returns table (active_referrals integer, commission_90d bigint, currency text, share_bp integer)
language sql stable security definer set search_path = '' as $$
  select p.active, coalesce(m.amount, 0), m.currency, app.agent_share(a.user_id)
  from public.agent_profiles as a
  cross join lateral (
    select count(*)::integer as active
    from public.referrals as r
    where r.agent_user_id = a.user_id and r.status = 'active' and exists (
      select from (
        select c.id from public.escrows as c where c.creator_user_id = r.referred_user_id
        union all
        select o.id from public.escrows as o
        inner join public.brand_profiles as b on b.id = o.brand_id and b.owner_user_id = r.referred_user_id
      ) as s
      inner join public.escrows as e on e.id = s.id
      where e.released_at >= greatest(agent_progress.as_of - interval '90 days', r.attributed_at)
        and e.released_at < agent_progress.as_of and e.creator_user_id <> r.agent_user_id
        and not exists (
          select from public.brand_memberships as m
          where m.brand_id = e.brand_id and m.user_id = r.agent_user_id and m.status = 'active'
        )
    )
  ) as p
  left join lateral (
    select c.currency, sum(c.amount)::bigint as amount
    from public.commissions as c
    where c.agent_user_id = a.user_id and c.kind in ('earned', 'reversal')
      and c.created_at >= agent_progress.as_of - interval '90 days' and c.created_at < agent_progress.as_of
    group by c.currency order by 2 desc, 1 limit 1
  ) as m on true
  where a.user_id = agent_progress.agent_user_id and (auth.is_privileged() or a.user_id = auth.uid())
$$;

comment on function app.agent_progress(uuid, timestamptz) is
'What tiers are given by, over the 90 days before as_of: referred people with a released deal, and commissions (less what was taken '
'back, in minor units) in the currency in which they are most; and the share in force. One''s own; administrators: anybody''s.';

grant execute on function app.agent_progress(uuid, timestamptz) to authenticated, admin;
