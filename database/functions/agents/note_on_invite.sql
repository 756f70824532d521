-- News come late, twice and in any order: a step back changes nothing. Only a step that the machine knows is taken.
create or replace function app.note_on_invite(provider_id text, news text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  invite public.agent_invites;
begin
  select * into invite from public.agent_invites as i where i.provider_id = note_on_invite.provider_id for no key update;
  if not found then
    return false;
  end if;
  if news in ('bounced', 'complained') then
    insert into public.invite_suppressions (address_hmac, channel, reason)
    values (invite.address_hmac, 'email', case news when 'bounced' then 'bounce' else 'complaint' end)
    on conflict on constraint invite_suppressions_pkey do nothing;
    update public.agent_contacts as c set status = case news when 'bounced' then 'bounced' else 'opted_out' end
    where c.id = invite.contact_id and c.status <> 'joined';
  end if;
  update public.agent_invites as i
  set status = news, withheld = case when news = 'suppressed' then coalesce(i.withheld, 'provider') else i.withheld end,
    failure_code = case when news = 'failed' then 'not_delivered' else i.failure_code end
  where i.id = invite.id and case news
    when 'delivered' then i.status in ('queued', 'sent', 'failed')
    when 'opened' then i.status in ('queued', 'sent', 'delivered', 'failed')
    when 'clicked' then i.status in ('queued', 'sent', 'delivered', 'opened', 'failed')
    when 'bounced' then i.status in ('queued', 'sent', 'delivered', 'failed')
    when 'failed' then i.status = 'sent'
    when 'suppressed' then i.status = 'sent'
    else false
  end;
  return true;
end
$$;

comment on function app.note_on_invite(text, text) is
'News of the mail provider: delivered, opened, clicked, bounced (for good), complained, failed, suppressed. Whether the mail is an '
'invite. Bounces and complaints suppress the address for every agent.';

grant execute on function app.note_on_invite(text, text) to service;
