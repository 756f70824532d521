create or replace function app.agent_share(agent_user_id uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(a.share_override_bp, t.share_bp, (app.setting('agent_share_basis_points') #>> '{}')::integer)
  from public.agent_profiles as a
  inner join public.agent_tiers as t on t.tier = a.tier
  where a.user_id = agent_share.agent_user_id
$$;

comment on function app.agent_share(uuid) is
'An agent''s part of a fee in hundredths of a percent: their own, else their tier''s, else the setting agent_share_basis_points.';

grant execute on function app.agent_share(uuid) to admin;
