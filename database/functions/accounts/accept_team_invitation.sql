-- The token proves that the mail arrived, the address that it was this person's: both are asked for.
create or replace function app.accept_team_invitation(invitation_token_hash bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  invitation record;
begin
  select i.id, i.brand_id, i.email, i.role, i.invited_by into invitation
  from public.team_invitations as i
  where i.token_hash = invitation_token_hash and i.accepted_at is null and i.revoked_at is null
    and i.expires_at > now()
  for update;
  if not found then
    raise exception using errcode = 'IU008', message = 'no such invitation', detail = '{}';
  end if;
  -- A forwarded mail must not open the door to whoever reads it.
  if not exists (select from auth.users as u where u.id = auth.uid() and u.email = invitation.email) then
    raise exception using errcode = 'IU009', message = 'for another address', detail = '{}';
  end if;
  update public.team_invitations as i set accepted_at = now(), accepted_by = auth.uid()
  where i.id = invitation.id;
  insert into public.brand_memberships as m (brand_id, user_id) values (invitation.brand_id, auth.uid())
  on conflict on constraint brand_memberships_pkey do update set status = 'active';
  insert into public.brand_user_roles (brand_id, user_id, role)
  values (invitation.brand_id, auth.uid(), invitation.role)
  on conflict on constraint brand_user_roles_pkey do nothing;
  -- Who left as the last one may have left at this moment: nobody comes into a brand that no one manages.
  perform from public.brand_profiles as b where b.id = invitation.brand_id for key share;
  if not exists (
    select from public.brand_user_roles as r
    inner join public.brand_memberships as m using (brand_id, user_id)
    inner join auth.users as u on u.id = r.user_id
    where r.brand_id = invitation.brand_id and r.user_id <> auth.uid() and r.role = 'brand_admin'
      and m.status = 'active' and u.status in ('active', 'suspended')
  ) then
    raise exception using errcode = 'IU008', message = 'nobody is left in this brand', detail = '{}';
  end if;
  if invitation.invited_by is not null then
    perform app.notify(
      invitation.invited_by, 'system', 'team.joined', 'Your invitation was accepted',
      invitation.email || ' has joined.', jsonb_build_object('brand_id', invitation.brand_id)
    );
  end if;
  return invitation.brand_id;
end
$$;

comment on function app.accept_team_invitation(bytea) is
'The caller becomes a member; the brand''s id. IU008 (unknown, used, revoked, expired, or the brand has no '
'administrator any more), IU009 (another address), IC020 (a creator of it), IU031 (too many brands).';

grant execute on function app.accept_team_invitation(bytea) to authenticated, admin;
