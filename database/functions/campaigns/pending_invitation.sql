-- It locks before it judges: of two answers at one moment the second sees the first.
create or replace function app.pending_invitation(invitation_id uuid) returns public.campaign_invitations
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
begin
  select i.* into invitation from public.campaign_invitations as i
  where i.id = pending_invitation.invitation_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such invitation', detail = '{}';
  elsif invitation.status <> 'pending' then
    raise exception using
      errcode = 'IC002', message = 'the invitation is ' || invitation.status,
      detail = jsonb_build_object('from', invitation.status, 'allowed', '[]'::jsonb)::text;
  end if;
  return invitation;
end
$$;

comment on function app.pending_invitation(uuid) is
'The invitation, locked, if nobody has answered it or taken it back. Raises IG003, IC002.';
