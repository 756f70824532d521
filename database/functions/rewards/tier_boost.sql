-- The award is the boost: it begins with the claim, and ends when its days are over or it is revoked. Not definer: people see their own.
create or replace function app.tier_boost(agent_user_id uuid)
returns table (tier text, name text, share_bp integer, until timestamptz)
language sql stable set search_path = '' as $$
  select t.tier, t.name, t.share_bp, b.until
  from public.reward_awards as a
  inner join public.agent_tiers as t on t.tier = a.reward ->> 'tier'
  cross join lateral (
    select a.fulfilled_at + make_interval(days => (a.reward ->> 'days')::integer) as until
  ) as b
  where a.user_id = tier_boost.agent_user_id and a.kind = 'tier_boost' and a.status = 'fulfilled' and b.until > now()
  order by t.rank desc, b.until desc limit 1
$$;

comment on function app.tier_boost(uuid) is
'The best tier that rewards give an agent now, beside the one they have reached, and until when; no row for who has none.';

grant execute on function app.tier_boost(uuid) to authenticated, admin;
