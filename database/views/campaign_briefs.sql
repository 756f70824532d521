-- What creators see of a campaign: everything but its budgets. Explicit, so that a new column stays hidden.
-- It belongs to app_internal, whose policy shows it all campaigns: the WHERE is what lets a creator see theirs only.
create or replace view public.campaign_briefs with (security_barrier = true) as
select
  c.id,
  c.brand_id,
  b.name as brand_name,
  b.logo_url as brand_logo_url,
  c.name,
  c.description,
  c.category,
  c.status,
  c.currency,
  c.timeline_start,
  c.timeline_end,
  c.target_audience,
  c.brand_guidelines,
  c.created_at
from public.campaigns as c inner join public.brand_profiles as b on c.brand_id = b.id
where c.id = any((select auth.creator_campaign_ids())::uuid[]);

comment on view public.campaign_briefs is
'Campaigns as the creators see them that are invited or take part: no budgets.';

grant select on public.campaign_briefs to authenticated, admin;
