-- migrate:up
set local lock_timeout = '3s';

-- How creators come into a campaign. Lock order as for money: campaign, invitation, participant, ledger accounts.
set local role app_internal;

create function app.invite_creator(
  campaign_id uuid, creator_user_id uuid, agreed_amount bigint, message text, terms text, expires_at timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
  days constant integer := coalesce((app.setting('invitation_expiry_days') #>> '{}')::integer, 14);
  new_id uuid;
begin
  campaign := app.lock_campaign(campaign_id);
  perform app.require_manager(
    campaign.brand_id, case when campaign.id = any(auth.creator_campaign_ids()) then auth.uid() end
  );
  perform app.require_status(campaign, 'draft', 'active');
  perform from auth.users as u inner join public.user_roles as r on r.user_id = u.id
  where u.id = invite_creator.creator_user_id and u.status = 'active' and r.role = 'creator';
  if not found then
    raise exception using errcode = 'IC016', message = 'no active creator', detail = '{}';
  end if;
  if exists (
    select from public.campaign_participants as p
    where p.campaign_id = campaign.id and p.creator_user_id = invite_creator.creator_user_id
  ) then
    raise exception using
      errcode = 'unique_violation', constraint = 'participant_takes_part_once', message = 'takes part already';
  end if;
  insert into public.campaign_invitations as i (
    campaign_id, brand_id, creator_user_id, invited_by, agreed_amount, message, terms, expires_at
  ) values (
    campaign.id, campaign.brand_id, invite_creator.creator_user_id, auth.uid(),
    coalesce(invite_creator.agreed_amount, (
      select coalesce(sum(d.quantity * d.compensation_amount), 0)
      from public.campaign_deliverables as d where d.campaign_id = campaign.id
    )),
    invite_creator.message, invite_creator.terms,
    coalesce(invite_creator.expires_at, now() + make_interval(days => days))
  ) returning i.id into new_id;
  return new_id;
end
$$;
comment on function app.invite_creator(uuid, uuid, bigint, text, text, timestamptz) is
'A pending invitation; without an amount, what the deliverables pay together. Raises IG003, IM005, IC008, IC016.';

create function app.open_invitation(invitation_id uuid) returns public.campaign_invitations
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
begin
  select i.* into invitation from public.campaign_invitations as i
  where i.id = open_invitation.invitation_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such invitation', detail = '{}';
  elsif invitation.status <> 'pending' then
    raise exception using
      errcode = 'IC002', message = 'the invitation is ' || invitation.status,
      detail = jsonb_build_object('from', invitation.status, 'allowed', '[]'::jsonb)::text;
  elsif invitation.expires_at <= now() then
    raise exception using
      errcode = 'IC011', message = 'the invitation has expired',
      detail = jsonb_build_object('expires_at', invitation.expires_at)::text;
  end if;
  return invitation;
end
$$;
comment on function app.open_invitation(uuid) is 'The invitation, locked, if it can be answered. Raises IC002, IC011.';

create function app.accept_invitation(invitation_id uuid, short_codes text[]) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
  campaign public.campaigns;
  participant constant uuid := uuidv7();
begin
  select i.* into invitation from public.campaign_invitations as i where i.id = accept_invitation.invitation_id;
  perform app.require_creator(invitation.creator_user_id, invitation.brand_id);
  campaign := app.lock_campaign(invitation.campaign_id);
  invitation := app.open_invitation(invitation_id);
  perform app.require_status(campaign, 'active');
  if campaign.budget_reserved + campaign.budget_spent + invitation.agreed_amount > campaign.budget_total then
    raise exception using
      errcode = 'IC012', message = 'the budget does not cover this',
      detail = jsonb_build_object('needed', invitation.agreed_amount)::text;
  end if;

  update public.campaign_negotiations as n set status = 'withdrawn', answered_at = now()
  where n.invitation_id = invitation.id and n.status = 'proposed';
  update public.campaign_invitations as i set status = 'accepted', responded_at = now() where i.id = invitation.id;
  insert into public.campaign_participants (
    id, campaign_id, brand_id, creator_user_id, invitation_id, budget_allocated, tracking_link
  ) values (
    participant, campaign.id, campaign.brand_id, invitation.creator_user_id, invitation.id,
    invitation.agreed_amount, app.give_tracking_link(campaign, invitation.creator_user_id, short_codes)
  );
  if invitation.agreed_amount > 0 then
    perform app.reserve_budget(participant, invitation.agreed_amount);
  end if;
  return participant;
end
$$;
comment on function app.accept_invitation(uuid, text[]) is
'Participant, reservation and tracking link in one; the participant''s id. short_codes: random candidates. '
'Raises IM001 (wallet) or IC012 (budget) and then changes nothing; IC002, IC008, IC011.';

create function app.give_tracking_link(campaign public.campaigns, creator_user_id uuid, short_codes text[])
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  destination constant text := coalesce(campaign.destination_url, (
    select b.website from public.brand_profiles as b where b.id = campaign.brand_id and b.website like 'https://%'
  ));
  candidate text;
  new_id uuid;
begin
  if destination is null then
    return null; -- nowhere to lead to; the brand makes links by hand
  end if;
  foreach candidate in array short_codes loop
    insert into public.tracking_links as l (
      campaign_id, brand_id, creator_user_id, created_by, short_code, destination_url
    ) values (campaign.id, campaign.brand_id, give_tracking_link.creator_user_id, auth.uid(), candidate, destination)
    on conflict on constraint tracking_links_short_code_is_taken do nothing
    returning l.id into new_id;
    exit when new_id is not null;
  end loop;
  if new_id is null then
    raise exception using errcode = '55P03', message = 'all short codes are taken'; -- busy: the next try draws others
  end if;
  return new_id;
end
$$;
comment on function app.give_tracking_link(public.campaigns, uuid, text[]) is
'The creator''s link to the campaign''s destination; NULL where there is none.';

create function app.decline_invitation(invitation_id uuid, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
begin
  select i.* into invitation from public.campaign_invitations as i where i.id = decline_invitation.invitation_id;
  perform app.require_creator(invitation.creator_user_id, invitation.brand_id);
  invitation := app.open_invitation(invitation_id);
  update public.campaign_negotiations as n set status = 'withdrawn', answered_at = now()
  where n.invitation_id = invitation.id and n.status = 'proposed';
  update public.campaign_invitations as i
  set status = 'declined', responded_at = now(), decline_reason = nullif(reason, '')
  where i.id = invitation.id;
end
$$;
comment on function app.decline_invitation(uuid, text) is 'Pending → declined. Raises IC002, IC011.';

create function app.announce_refused_acceptance(invitation_id uuid, reason text) returns void
language sql security definer set search_path = '' as $$
  select app.notify_brand(
    i.brand_id, 'money', 'payments', 'budget_low', 'A creator could not accept your invitation',
    format('The %s of "%s" does not cover the amount of an invitation. Add funds, so that the creator can accept.',
      case reason when 'BUDGET_EXHAUSTED' then 'budget' else 'wallet' end, c.name),
    jsonb_build_object('invitation_id', i.id, 'campaign_id', c.id, 'needed', i.agreed_amount, 'reason', reason)
  )
  from public.campaign_invitations as i inner join public.campaigns as c on c.id = i.campaign_id
  where i.id = announce_refused_acceptance.invitation_id and i.status = 'pending'
$$;
comment on function app.announce_refused_acceptance(uuid, text) is
'Tells those who move the brand''s money, in a transaction of its own: the acceptance was rolled back.';

grant execute on function app.announce_refused_acceptance(uuid, text) to service;
grant execute on function
app.invite_creator(uuid, uuid, bigint, text, text, timestamptz), app.accept_invitation(uuid, text[]),
app.decline_invitation(uuid, text)
to authenticated, admin;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.announce_refused_acceptance(uuid, text);
drop function app.decline_invitation(uuid, text);
drop function app.give_tracking_link(public.campaigns, uuid, text[]);
drop function app.accept_invitation(uuid, text[]);
drop function app.open_invitation(uuid);
drop function app.invite_creator(uuid, uuid, bigint, text, text, timestamptz);
reset role;
