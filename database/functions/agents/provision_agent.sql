-- Whoever grants the role: an agent has a profile, and where their money goes, from the first moment. Who was paused because the
-- role was taken away goes on; what an administrator decided stays.
create or replace function app.provision_agent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.agent_profiles as a (user_id, display_name, slug)
  select
    new.user_id, coalesce(nullif(btrim(app.plain_name(p.full_name)), ''), 'Unnamed'),
    'agent-' || right(replace(new.user_id::text, '-', ''), 12)
  from public.user_profiles as p where p.id = new.user_id
  on conflict (user_id) do update set status = 'active'
  where a.status = 'paused' and a.status_reason = 'The role was taken away.';
  insert into public.wallets (user_id) values (new.user_id)
  on conflict on constraint wallet_exists_once do nothing;
  return null;
end
$$;

comment on function app.provision_agent() is 'AFTER INSERT of the role agent: the agent''s profile and wallet.';

grant execute on function app.provision_agent() to app_owner;

create or replace trigger provision_agent after insert on user_roles
for each row when (new.role = 'agent') execute function app.provision_agent();
