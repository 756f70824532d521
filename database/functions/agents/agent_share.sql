-- A tier that a reward lends counts where it is worth more than their own.
create or replace function app.agent_share(agent_user_id uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(a.share_override_bp, greatest(
    coalesce(t.share_bp, d.share_bp), (select coalesce(b.share_bp, d.share_bp) from app.tier_boost(a.user_id) as b)
  ))
  from public.agent_profiles as a
  inner join public.agent_tiers as t on t.tier = a.tier
  cross join (select (app.setting('agent_share_basis_points') #>> '{}')::integer as share_bp) as d
  where a.user_id = agent_share.agent_user_id
$$;

comment on function app.agent_share(uuid) is
'An agent''s part of a fee in hundredths of a percent: their own, else that of their tier or of a boost (app.tier_boost), whichever is '
'more; a tier without one has the setting agent_share_basis_points.';

grant execute on function app.agent_share(uuid) to admin;
