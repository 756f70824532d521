-- Whose role is taken brings nobody new, and still earns from whom they brought; app.provision_agent takes it back with the role.
create or replace function app.pause_agent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.agent_profiles as a set status = 'paused', status_reason = 'The role was taken away.'
  where a.user_id = old.user_id and a.status = 'active';
  return null;
end
$$;

comment on function app.pause_agent() is 'AFTER DELETE of the role agent: the agent is paused.';

grant execute on function app.pause_agent() to app_owner;

create or replace trigger pause_agent after delete on user_roles
for each row when (old.role = 'agent') execute function app.pause_agent();
