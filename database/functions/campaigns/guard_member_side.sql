-- The other half of app.guard_creator_side: whatever makes a member. What is over (an invitation that was answered or has
-- run out, work that was decided on in a campaign that ended) keeps nobody out.
create or replace function app.guard_member_side() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.lock_sides(new.brand_id, new.user_id);
  if exists (
    select from public.campaign_invitations as i
    where i.brand_id = new.brand_id and i.creator_user_id = new.user_id
      and i.status = 'pending' and i.expires_at > now()
  ) or exists (
    select from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
    where p.brand_id = new.brand_id and p.creator_user_id = new.user_id
      and p.status = 'active' and c.status in ('active', 'paused')
  ) or exists (
    select from public.creator_submissions as s
    where s.brand_id = new.brand_id and s.creator_user_id = new.user_id and s.status = 'pending_review'
  ) or exists (
    select from public.gig_applications as a
    where a.brand_id = new.brand_id and a.creator_user_id = new.user_id and a.status in ('submitted', 'shortlisted')
  ) or exists (
    select from public.deals as d
    where d.brand_id = new.brand_id and d.creator_user_id = new.user_id and d.status in ('offered', 'active')
  ) then
    raise exception using errcode = 'IC020', message = 'the member is a creator of the brand', detail = '{}';
  end if;
  return new;
end
$$;

comment on function app.guard_member_side() is
'BEFORE somebody becomes a member: not while they are invited to, or work in, a campaign of the brand, or have an application or a deal with it. Raises IC020.';

grant execute on function app.guard_member_side() to app_owner;

create or replace trigger guard_two_sides before insert or update of status on brand_memberships
for each row when (new.status = 'active') execute function app.guard_member_side();
