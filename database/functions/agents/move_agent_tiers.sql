-- Up at once; down only on the first of a month, so that one slow week costs nobody their tier. A run of an earlier night that
-- comes late moves nobody who was moved since.
create or replace function app.move_agent_tiers(as_of timestamptz) returns integer
language sql security definer set search_path = '' as $$
  with active as (
    select d.agent_user_id, count(distinct d.referred_user_id) as count
    from app.deals_of_agents(as_of - interval '90 days', as_of) as d
    group by d.agent_user_id
  ),
  earned as (
    select s.agent_user_id, max(s.amount) as amount
    from (
      select c.agent_user_id, sum(c.amount) as amount
      from public.commissions as c
      where c.created_at >= as_of - interval '90 days' and c.created_at < as_of and c.kind in ('earned', 'reversal')
      group by c.agent_user_id, c.currency
    ) as s
    group by s.agent_user_id
  ),
  due as (
    select a.user_id, a.tier as former_tier, n.tier, n.name, n.rank > t.rank as is_up
    from public.agent_profiles as a
    inner join public.agent_tiers as t on t.tier = a.tier
    left join active as p on p.agent_user_id = a.user_id
    left join earned as e on e.agent_user_id = a.user_id
    cross join lateral (
      select b.tier, b.name, b.rank from public.agent_tiers as b
      where b.min_active_referrals <= coalesce(p.count, 0) and b.min_commission_90d <= greatest(coalesce(e.amount, 0), 0)
      order by b.rank desc limit 1
    ) as n
    where a.status <> 'banned' and a.tier_since <= as_of
      and (n.rank > t.rank or (n.rank < t.rank and extract(day from as_of at time zone 'UTC') = 1))
  ),
  moved as (
    update public.agent_profiles as a set tier = d.tier, tier_since = as_of
    from due as d where a.user_id = d.user_id and a.tier = d.former_tier
    returning d.*
  ),
  told as (
    select app.notify(
      m.user_id, 'agents', 'tier_changed', format('You are %s now', m.name),
      case when m.is_up then format('You have reached the tier %s.', m.name)
        else format('Over the last 90 days you have reached what the tier %s asks for. Tiers rise at once, and fall on the first of '
          'a month only.', m.name)
      end,
      jsonb_build_object('tier', m.tier, 'former_tier', m.former_tier)
    )
    from moved as m inner join auth.users as u on u.id = m.user_id and u.status = 'active'
  )
  -- Told are those of the moved whose account is open; what is not asked for is not done.
  select greatest((select count(*) from moved), (select count(*) from told))::integer
$$;

comment on function app.move_agent_tiers(timestamptz) is
'Gives every agent the highest tier whose demands they meet over the 90 days before as_of, and tells who moved; how many.';

grant execute on function app.move_agent_tiers(timestamptz) to service;
