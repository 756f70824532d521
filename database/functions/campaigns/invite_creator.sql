-- Under the campaign's lock: the status that was read is the status that counts.
create or replace function app.invite_creator(
  campaign_id uuid, creator_user_id uuid, agreed_amount bigint, message text, terms text, expires_at timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  campaign public.campaigns;
begin
  campaign := app.lock_managed_campaign(campaign_id);
  perform app.require_status(campaign, 'draft', 'active');
  -- Waits for whoever is barred at this moment (app.end_invitations_of_barred), and was perhaps the last.
  perform from public.brand_profiles as b where b.id = campaign.brand_id for share;
  if not auth.is_privileged() and not exists (select from app.active_members(campaign.brand_id)) then
    raise exception using errcode = 'IM005', message = 'nobody is left in this brand', detail = '{}';
  end if;
  if invite_creator.creator_user_id = auth.uid() then -- an administrator belongs to no brand, and invites for any
    raise exception using errcode = 'IC020', message = 'nobody invites themselves', detail = '{}';
  end if;
  return app.place_invitation(
    campaign, invite_creator.creator_user_id, auth.uid(), invite_creator.agreed_amount, invite_creator.message,
    invite_creator.terms, invite_creator.expires_at
  );
end
$$;

comment on function app.invite_creator(uuid, uuid, bigint, text, text, timestamptz) is
'A pending invitation; without an amount, what the deliverables pay together. '
'Raises IG003, IM005, IC008, IC016, IC020, IZ020; a sum above 10^12 is refused by the table.';

grant execute on function app.invite_creator(uuid, uuid, bigint, text, text, timestamptz) to authenticated, admin;
