-- It needs the invite alone, which holds no address: it works when the contact is forgotten, and its agent erased.
create or replace function app.opt_out_of_invites(token_hash bytea, is_forgotten boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  invite public.agent_invites;
begin
  select * into invite from public.agent_invites as i where i.token_hash = opt_out_of_invites.token_hash;
  if not found then
    return false;
  end if;
  -- The person is the same, whichever way they were found: text messages end with the mails.
  insert into public.invite_suppressions (address_hmac, channel, reason)
  select invite.address_hmac, c.channel, 'opt_out' from unnest(array['email', 'sms']) as c (channel)
  on conflict on constraint invite_suppressions_pkey do nothing;
  -- Only at the agent who wrote: another one's contact would tell them what the person did elsewhere.
  if is_forgotten then
    delete from public.outbox as o using public.agent_invites as i
    where i.contact_id = invite.contact_id and o.deduplication_key = 'agent invite ' || i.id;
    delete from public.agent_contacts as c where c.id = invite.contact_id;
  else
    update public.agent_contacts as c set status = 'opted_out' where c.id = invite.contact_id and c.status <> 'opted_out';
  end if;
  return true;
end
$$;

comment on function app.opt_out_of_invites(bytea, boolean) is
'No agent''s invite reaches the address any more (sha256 of the token of one that did); is_forgotten: its contact is deleted, too. '
'Whether there is such an invite; twice is as good as once.';

grant execute on function app.opt_out_of_invites(bytea, boolean) to service;
