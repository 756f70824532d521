create or replace function app.agent_name(agent_user_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select a.display_name from public.agent_profiles as a where a.user_id = agent_name.agent_user_id
$$;

comment on function app.agent_name(uuid) is 'What others call an agent: the profile''s name; NULL for who is none.';
