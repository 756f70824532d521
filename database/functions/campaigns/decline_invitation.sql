create or replace function app.decline_invitation(invitation_id uuid, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
begin
  select i.* into invitation from public.campaign_invitations as i where i.id = decline_invitation.invitation_id;
  perform app.require_creator(invitation.creator_user_id, invitation.brand_id);
  invitation := app.open_invitation(invitation_id);
  update public.campaign_invitations as i
  set status = 'declined', responded_at = now(), decline_reason = nullif(reason, '')
  where i.id = invitation.id;
end
$$;

comment on function app.decline_invitation(uuid, text) is 'Pending → declined. Raises IC002, IC011.';

grant execute on function app.decline_invitation(uuid, text) to authenticated, admin;
