-- The hourly job marks what has run out; until then the time says it.
create or replace function app.open_invitation(invitation_id uuid) returns public.campaign_invitations
language plpgsql security definer set search_path = '' as $$
declare
  invitation constant public.campaign_invitations := app.pending_invitation(invitation_id);
begin
  if invitation.expires_at <= now() then
    raise exception using
      errcode = 'IC011', message = 'the invitation has expired',
      detail = jsonb_build_object('expires_at', invitation.expires_at)::text;
  end if;
  return invitation;
end
$$;

comment on function app.open_invitation(uuid) is
'The invitation, locked, if it can be answered. Raises IG003, IC002, IC011.';
