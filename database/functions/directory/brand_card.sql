-- A brand's own row, with whom it belongs to, is for its members. Whom it invited once knows who that was, and so does every
-- creator while it has an open gig, and who has applied to one or had a deal.
create or replace function app.brand_card(brand_id uuid) returns jsonb
language sql stable strict security definer set search_path = '' as $$
  select jsonb_build_object('id', b.id, 'name', b.name, 'logo_url', b.logo_url, 'slug', b.slug)
  from public.brand_profiles as b
  where b.id = brand_card.brand_id and (
    auth.is_privileged() or b.id = any(auth.brand_ids()) or exists (
      select from public.campaign_invitations as i
      where i.creator_user_id = auth.uid() and i.brand_id = brand_card.brand_id
    ) or exists (
      select from public.reward_awards as a where a.user_id = auth.uid() and a.brand_id = brand_card.brand_id
    ) or 'creator' = any(auth.roles()) and (exists (
      select from public.gigs as g where g.brand_id = brand_card.brand_id and g.status = 'open'
    ) or exists (
      select from public.gig_applications as a
      where a.creator_user_id = auth.uid() and a.brand_id = brand_card.brand_id
    ) or exists (
      select from public.deals as d where d.creator_user_id = auth.uid() and d.brand_id = brand_card.brand_id
    ))
  )
$$;

comment on function app.brand_card(uuid) is
'What is shown of a brand beside its id: {id, name, logo_url, slug}; for its members, creators whom it ever invited '
'or had a deal with, whom it rewarded, all creators while it has an open gig, administrators and the service. NULL for others.';

grant execute on function app.brand_card(uuid) to authenticated, admin, service;
