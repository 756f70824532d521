create or replace function app.connects(brand_id uuid, person_user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.deals as d
    where d.brand_id = connects.brand_id and d.creator_user_id = connects.person_user_id
  ) or exists (
    select from public.campaign_invitations as i
    where i.brand_id = connects.brand_id and i.creator_user_id = connects.person_user_id
  ) or exists (
    select from public.gig_applications as a
    where a.brand_id = connects.brand_id and a.creator_user_id = connects.person_user_id
  )
$$;

comment on function app.connects(uuid, uuid) is
'Whether a deal, an invitation or an application is between a brand and a person.';
