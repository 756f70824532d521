-- Who pays and who is paid are two people. Whatever makes a creator of a campaign, the same person's way into the brand
-- waits for it (app.guard_member_side), so that each sees what the other has done.
create or replace function app.guard_creator_side() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.lock_sides(new.brand_id, new.creator_user_id);
  if exists (
    select from public.brand_memberships as m
    where m.brand_id = new.brand_id and m.user_id = new.creator_user_id and m.status = 'active'
  ) then
    raise exception using errcode = 'IC020', message = 'the creator belongs to the brand', detail = '{}';
  end if;
  return new;
end
$$;

comment on function app.guard_creator_side() is
'BEFORE a creator is invited or takes part, applies or has a deal: nobody does so with a brand that they belong to. Raises IC020.';

grant execute on function app.guard_creator_side() to app_owner;

create or replace trigger guard_two_sides before insert on campaign_invitations
for each row when (new.status = 'pending') execute function app.guard_creator_side();

create or replace trigger guard_two_sides before insert or update of status on campaign_participants
for each row when (new.status = 'active') execute function app.guard_creator_side();

create or replace trigger guard_two_sides before insert on gig_applications
for each row when (new.status = 'submitted') execute function app.guard_creator_side();

create or replace trigger guard_two_sides before insert or update of status on deals
for each row when (new.status in ('offered', 'active')) execute function app.guard_creator_side();
