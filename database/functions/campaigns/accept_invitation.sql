-- How creators come into a campaign: all of it or nothing. Lock order as for money: campaign, invitation, participant,
-- ledger accounts.
create or replace function app.accept_invitation(invitation_id uuid, short_codes text[]) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
  campaign public.campaigns;
  participant constant uuid := uuidv7();
begin
  -- Drawn, as Python draws them: a code of one's own choice is for brands.
  if not coalesce(array_to_string(short_codes, ' ', '-') ~ '^[0-9A-Za-z]{7}( [0-9A-Za-z]{7})*$', false) then
    raise exception using errcode = 'invalid_parameter_value', message = 'no short codes';
  end if;
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
'Raises IM001 (wallet) or IC012 (budget) and then changes nothing; IC002, IC008, IC011, IC020; 22023 for codes '
'that are not seven letters and digits.';

grant execute on function app.accept_invitation(uuid, text[]) to authenticated, admin;
