create or replace function app.click_invite(token_hash bytea, user_agent text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.agent_invites as i set status = 'clicked'
  where i.token_hash = click_invite.token_hash and i.status in ('queued', 'sent', 'delivered', 'opened', 'failed')
    and not exists (
      select from public.user_agents as u where u.user_agent = click_invite.user_agent and u.is_bot
    );
  return exists (
    select from public.agent_invites as i where i.token_hash = click_invite.token_hash and i.status <> 'suppressed'
  );
end
$$;

comment on function app.click_invite(bytea, text) is
'Somebody followed the link of an invite (sha256 of its token); a known program changes nothing. Whether there is such an invite.';

grant execute on function app.click_invite(bytea, text) to service;
