-- Whoever is barred for good cannot be answered. Where nobody else of the brand can, nothing of it stays open, and budgets that
-- nobody could answer for stand still. Nobody is forgotten while their brand's programs run (app.brand_obstacles).
create or replace function app.end_invitations_of_barred() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  brand uuid;
begin
  for brand in
    select m.brand_id from public.brand_memberships as m
    where m.user_id = new.id and m.status = 'active' order by m.brand_id
  loop
    -- Two who are barred at the same moment must not both find the other still there; whoever invites waits, too, and
    -- looks again then (app.invite_creator, app.invite_to_team). Not stronger: who accepts holds an invitation, and refers to the brand.
    perform from public.brand_profiles as b where b.id = brand for no key update;
    if not exists (select from app.active_members(brand)) then
      update public.campaign_invitations as i set status = 'expired'
      where i.brand_id = brand and i.status = 'pending';
      perform app.close_email_invitation(e.id, 'lapsed', 'brand_barred') from public.email_invitations as e
      where e.brand_id = brand and e.status = 'pending';
      update public.team_invitations as i set revoked_at = now()
      where i.brand_id = brand and i.accepted_at is null and i.revoked_at is null;
      update public.reward_programs as p set status = 'paused', paused_reason = 'brand_barred'
      where p.brand_id = brand and p.status in ('active', 'paused');
    end if;
  end loop;
  return null;
end
$$;

comment on function app.end_invitations_of_barred() is
'AFTER an account is banned or erased: of a brand in which nobody else is active the open invitations end, and its programs of rewards '
'grant nothing more.';

grant execute on function app.end_invitations_of_barred() to app_owner;

create or replace trigger end_invitations_of_barred after update of status on auth.users
for each row when (old.status <> new.status and new.status in ('banned', 'deleted'))
execute function app.end_invitations_of_barred();
