-- What creators see of a gig, with how many slots are left, and what is theirs of it. Explicit, so that a new column stays
-- hidden. It belongs to app_internal, whose policy shows it all gigs: the WHERE is what lets people see theirs only.
create or replace view public.gig_listings with (security_barrier = true) as
select
  g.id,
  g.brand_id,
  jsonb_build_object('id', b.id, 'name', b.name, 'logo_url', b.logo_url, 'slug', b.slug) as brand,
  g.mode,
  g.title,
  g.description,
  g.category,
  g.currency,
  g.price_min,
  g.price_max,
  g.slots_total,
  g.slots_total - (
    select count(*) from public.deals as d
    where d.gig_id = g.id and d.status in ('active', 'completed')
  )::integer as slots_left,
  g.followers_min,
  g.followers_max,
  g.platforms,
  g.countries,
  g.languages,
  g.questions,
  g.due_days,
  g.revision_limit,
  g.review_hours,
  g.keep_live_days,
  g.applications_close_at,
  g.opened_at,
  g.ends_at,
  g.status,
  g.closed_at,
  g.close_reason,
  g.created_at,
  g.updated_at,
  (
    select a.id from public.gig_applications as a
    where a.gig_id = g.id and a.creator_user_id = (select auth.uid())
    order by a.id desc limit 1
  ) as my_application_id,
  (
    select d.id from public.deals as d
    where d.gig_id = g.id and d.creator_user_id = (select auth.uid())
    order by d.id desc limit 1
  ) as my_deal_id
from public.gigs as g inner join public.brand_profiles as b on g.brand_id = b.id
where
  g.status = (select auth.gig_status_for_all())
  or g.id = any((select auth.creator_gig_ids())::uuid[])
  or g.brand_id = any((select auth.brand_ids())::uuid[])
  or (select auth.is_privileged());

comment on view public.gig_listings is
'Gigs as creators and their brand see them: no budgets, slots left, the reader''s own application and deal.';

grant select on public.gig_listings to authenticated, admin;
