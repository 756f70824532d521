-- An agent whose account is shut is as one who is banned; one who is suspended may come back, as one who is paused.
create or replace function app.agent_standing(agent_user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when a.status = 'banned' or u.status in ('banned', 'deleted') then 'banned'
    when a.status = 'paused' or u.status <> 'active' then 'paused'
    else 'active'
  end
  from public.agent_profiles as a
  inner join auth.users as u on u.id = a.user_id
  where a.user_id = agent_standing.agent_user_id
$$;

comment on function app.agent_standing(uuid) is
'active, paused (brings nobody new) or banned (their links lead nowhere), by profile and account; NULL for who is no agent.';
