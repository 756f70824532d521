-- What makes an invitation, however the creator was found: by their id, or by an address that they have confirmed.
create or replace function app.place_invitation(
  campaign public.campaigns, creator_user_id uuid, invited_by uuid, agreed_amount bigint, message text, terms text,
  expires_at timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  days constant integer := coalesce((app.setting('invitation_expiry_days') #>> '{}')::integer, 14);
  new_id uuid;
begin
  if not exists (select from app.active_creators(array[place_invitation.creator_user_id])) then
    raise exception using errcode = 'IC016', message = 'no active creator', detail = '{}';
  end if;
  perform app.require_wanted(campaign.brand_id, place_invitation.creator_user_id);
  if exists (
    select from public.campaign_participants as p
    where p.campaign_id = campaign.id and p.creator_user_id = place_invitation.creator_user_id
  ) then
    raise exception using
      errcode = 'unique_violation', constraint = 'participant_takes_part_once', message = 'takes part already';
  end if;
  insert into public.campaign_invitations as i (
    campaign_id, brand_id, creator_user_id, invited_by, agreed_amount, message, terms, expires_at
  ) values (
    campaign.id, campaign.brand_id, place_invitation.creator_user_id, place_invitation.invited_by,
    coalesce(place_invitation.agreed_amount, (
      select coalesce(sum(d.quantity * d.compensation_amount), 0)
      from public.campaign_deliverables as d where d.campaign_id = campaign.id
    )),
    place_invitation.message, place_invitation.terms,
    coalesce(place_invitation.expires_at, now() + make_interval(days => days))
  ) returning i.id into new_id;
  return new_id;
end
$$;

comment on function app.place_invitation(public.campaigns, uuid, uuid, bigint, text, text, timestamptz) is
'A pending invitation of a locked campaign; without an amount, what the deliverables pay together. Raises IC016, IC020, IZ020; a '
'sum above 10^12 is refused by the table.';
