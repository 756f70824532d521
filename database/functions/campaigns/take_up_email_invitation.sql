-- The rules are those of app.invite_creator, asked when the person comes, which may be two weeks later: what no longer
-- holds lets the invitation lapse, with a reason for the brand, and never keeps anybody from signing up.
create or replace function app.take_up_email_invitation(email_invitation_id uuid, person uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
  asked public.email_invitations;
  new_id uuid;
  lapsed_by text;
begin
  campaign := app.lock_campaign(
    (select e.campaign_id from public.email_invitations as e where e.id = take_up_email_invitation.email_invitation_id)
  );
  -- In the order of app.erase_user and of app.end_invitations_of_barred: person, brand, invitation.
  perform from auth.users as u where u.id = person and u.status = 'active' for key share;
  perform from public.brand_profiles as b where b.id = campaign.brand_id for share;
  select e.* into asked from public.email_invitations as e
  where e.id = take_up_email_invitation.email_invitation_id and e.status = 'pending' and e.expires_at > now()
  for no key update;
  if not found or campaign.status = 'paused' then
    return null; -- a pause ends
  end if;
  if campaign.status not in ('draft', 'active') then
    lapsed_by := 'campaign_ended';
  elsif not exists (select from app.active_members(campaign.brand_id)) then
    if exists (
      select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
      where m.brand_id = campaign.brand_id and m.status = 'active' and u.status = 'suspended'
    ) then
      return null; -- and so does a suspension
    end if;
    lapsed_by := 'brand_barred';
  elsif asked.invited_by = person then
    lapsed_by := 'on_both_sides';
  else
    begin
      new_id := app.place_invitation(
        campaign, person, asked.invited_by, asked.agreed_amount, asked.message, asked.terms, null
      );
    exception
      when sqlstate 'IZ020' then return null; -- as if nobody had come: the brand learns nothing, and a block may be lifted
      when unique_violation then lapsed_by := 'already_invited';
      when sqlstate 'IC020' then lapsed_by := 'on_both_sides';
      when check_violation then lapsed_by := 'not_allowed';
    end;
  end if;
  if new_id is null then
    perform app.close_email_invitation(asked.id, 'lapsed', lapsed_by);
  else
    update public.email_invitations as e set status = 'invited', invitation_id = new_id, ended_at = now()
    where e.id = asked.id;
  end if;
  return new_id;
end
$$;

comment on function app.take_up_email_invitation(uuid, uuid) is
'A pending invitation to an address becomes one of the campaign, for a creator whose address that is; its id. NULL where it '
'waits on (the campaign pauses, the brand is suspended or blocked) or lapses: campaign_ended, brand_barred, on_both_sides, '
'already_invited, not_allowed (the deliverables come to more than can be agreed on). Raises IC016.';
