-- app.end_invitations_of_barred, for who goes by themselves or is forgotten. By its name this trigger comes after the guard of
-- the last one, who holds the brand against everybody: so an invitation that somebody is answering at this moment is
-- left to them, or the two would wait for each other. Nobody is taken into a brand without administrators.
create or replace function app.leave_no_invitations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from app.active_members(old.brand_id)) then
    update public.campaign_invitations as i set status = 'expired'
    where i.id in (
      select open.id from public.campaign_invitations as open
      where open.brand_id = old.brand_id and open.status = 'pending' for update skip locked
    );
    perform app.close_email_invitation(open.id, 'lapsed', 'brand_barred') from (
      select e.id from public.email_invitations as e
      where e.brand_id = old.brand_id and e.status = 'pending' for no key update skip locked
    ) as open;
    update public.team_invitations as i set revoked_at = now()
    where i.id in (
      select open.id from public.team_invitations as open
      where open.brand_id = old.brand_id and open.accepted_at is null and open.revoked_at is null
      for update skip locked
    );
  end if;
  return null;
end
$$;

comment on function app.leave_no_invitations() is
'AFTER a membership ends: the open invitations of a brand end in which nobody is active any more.';

grant execute on function app.leave_no_invitations() to app_owner;

create or replace trigger leave_no_invitations after update of status on brand_memberships
for each row when (old.status = 'active' and new.status <> 'active')
execute function app.leave_no_invitations();
