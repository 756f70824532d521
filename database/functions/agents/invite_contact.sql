-- What the agent hears depends on nothing but what the agent knows anyway: their contact, their own invites, the policy.
-- Whether the address has an account, has opted out or was invited by another shows in `withheld` alone (decision 123), and
-- every invite has a message in the outbox, so that all take the same time.
create or replace function app.invite_contact(contact_id uuid, channel text, note text)
returns table (outcome text, invite_id uuid, token text)
language plpgsql security definer set search_path = '' as $$
declare
  spacing constant interval := '180 days';
  contact public.agent_contacts;
  hmac bytea;
begin
  select * into contact from public.agent_contacts as c
  where c.id = contact_id and c.agent_user_id = auth.uid() for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such contact', detail = '{}';
  end if;
  hmac := app.address_hmac(app.mailbox_of(coalesce(contact.email, contact.phone_e164)));
  outcome := case
    when contact.status in ('joined', 'opted_out', 'bounced') then contact.status
    when channel = 'share' then 'queued'
    when contact.email is null then 'no_address'
    when app.invite_decision_for(contact.country, contact.email) = 'share_only' then 'share_only'
    else 'queued'
  end;
  if outcome = 'queued' and channel = 'email' then
    -- Two agents, or one in two windows, invite one address at once: the second waits, and then sees the first.
    perform pg_advisory_xact_lock(hashtextextended('agent invites to ' || encode(hmac, 'hex'), 0));
    if exists (
      select from public.agent_invites as i where i.address_hmac = hmac and i.channel = 'email'
        and i.agent_user_id = auth.uid() and i.created_at > now() - spacing
    ) then
      outcome := 'already_invited';
    end if;
  end if;
  if outcome <> 'queued' then
    return next;
    return;
  end if;
  perform app.count_invite();
  select w.invite_id, w.token into invite_id, token
  from app.write_invite(contact, invite_contact.channel, note, null, case when channel = 'email' and exists (
    select from public.agent_invites as i where i.address_hmac = hmac and i.channel = 'email'
      and i.created_at > now() - spacing and i.withheld is null
  ) then 'limit' end) as w;
  return next;
end
$$;

comment on function app.invite_contact(uuid, text, text) is
'Invite a contact of the actor by email or with a text to share: queued with the id (and, to share, the token), or why not: '
'share_only, no_address, already_invited (by the actor, in 180 days), joined, opted_out, bounced. IG003, IR009.';
