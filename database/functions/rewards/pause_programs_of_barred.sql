-- Where nobody is left who could answer for a budget, it stands still: as the open invitations end (app.end_invitations_of_barred).
-- Nobody is forgotten while their brand's programs run (app.brand_obstacles).
create or replace function app.pause_programs_of_barred() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  brand uuid;
begin
  for brand in
    select m.brand_id from public.brand_memberships as m
    where m.user_id = new.id and m.status = 'active' order by m.brand_id
  loop
    perform from public.brand_profiles as b where b.id = brand for no key update;
    if not exists (select from app.active_members(brand)) then
      update public.reward_programs as p set status = 'paused', paused_reason = 'brand_barred'
      where p.brand_id = brand and p.status in ('active', 'paused');
    end if;
  end loop;
  return null;
end
$$;

comment on function app.pause_programs_of_barred() is
'AFTER an account is banned or erased: the programs of a brand in which nobody else is active grant nothing more.';

grant execute on function app.pause_programs_of_barred() to app_owner;

create or replace trigger pause_programs_of_barred after update of status on auth.users
for each row when (old.status <> new.status and new.status in ('banned', 'deleted'))
execute function app.pause_programs_of_barred();
