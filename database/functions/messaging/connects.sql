-- What both have said yes to, or what one has asked the other and still waits. A refusal, an offer taken back or a lapsed
-- invitation opens no door: else an invitation to anybody would.
create or replace function app.connects(brand_id uuid, person_user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.deals as d
    where d.brand_id = connects.brand_id and d.creator_user_id = connects.person_user_id
      and (d.creator_accepted_at is not null or (d.status = 'offered' and d.offer_expires_at > now()))
  ) or exists (
    select from public.campaign_invitations as i
    where i.brand_id = connects.brand_id and i.creator_user_id = connects.person_user_id
      and (i.status = 'accepted' or (i.status = 'pending' and i.expires_at > now()))
  ) or exists (
    select from public.gig_applications as a
    where a.brand_id = connects.brand_id and a.creator_user_id = connects.person_user_id
      and (a.status = 'approved' or (a.status in ('submitted', 'shortlisted') and a.expires_at > now()))
  )
$$;

comment on function app.connects(uuid, uuid) is
'Whether a deal, an invitation or an application connects a brand and a person: one that was accepted, or waits for its answer.';
