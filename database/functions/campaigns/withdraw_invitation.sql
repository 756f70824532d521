-- One whose time is over is withdrawn as well: until the hourly job has marked it, it stands in the way of another one.
create or replace function app.withdraw_invitation(invitation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
begin
  select i.* into invitation from public.campaign_invitations as i where i.id = withdraw_invitation.invitation_id;
  perform app.require_manager(invitation.brand_id, invitation.creator_user_id);
  invitation := app.pending_invitation(invitation_id);
  update public.campaign_invitations as i set status = 'withdrawn', withdrawn_at = now() where i.id = invitation.id;
  perform app.notify(
    invitation.creator_user_id, 'campaigns', 'invitation_withdrawn', 'An invitation was withdrawn',
    format('%s has withdrawn its invitation to "%s".', b.name, c.name),
    app.offer_facts(invitation.id, false, invitation.agreed_amount, null) - 'expires_at'
  )
  from public.campaigns as c
  inner join public.brand_profiles as b on b.id = c.brand_id
  where c.id = invitation.campaign_id;
end
$$;

comment on function app.withdraw_invitation(uuid) is
'Pending → withdrawn, by those who run the campaign; the creator is told. Raises IG003, IM005, IC002.';

grant execute on function app.withdraw_invitation(uuid) to authenticated, admin;
