create or replace function app.require_leaderboard() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not auth.is_privileged() and not exists (
    select from public.agent_profiles as a
    inner join public.user_roles as r on r.user_id = a.user_id and r.role = 'agent'
    where a.user_id = auth.uid() and a.status <> 'banned'
  ) then
    raise exception using
      errcode = 'IM005', message = 'the leaderboard is for agents', detail = '{}';
  end if;
end
$$;

comment on function app.require_leaderboard() is 'Raises IM005 for who is neither an agent (that is not banned) nor an administrator.';
