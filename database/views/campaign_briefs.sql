-- What creators see of a campaign: everything but its budgets. Explicit, so that a new column stays hidden.
-- Who takes part no more reads the copy of that moment instead (app.keep_last_brief).
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
where c.id = any((select auth.creator_current_campaign_ids())::uuid[])
union all
select
  c.id,
  c.brand_id,
  b.name as brand_name,
  b.logo_url as brand_logo_url,
  f.name,
  f.description,
  f.category,
  f.status,
  f.currency,
  f.timeline_start,
  f.timeline_end,
  f.target_audience,
  f.brand_guidelines,
  c.created_at
from public.campaign_participants as p
inner join public.campaigns as c on p.campaign_id = c.id
inner join public.brand_profiles as b on c.brand_id = b.id
cross join lateral jsonb_populate_record(null::public.campaigns, p.last_brief) as f
where p.creator_user_id = (select auth.uid()) and p.status = 'inactive';

comment on view public.campaign_briefs is
'Campaigns as the creators see them that are invited or take part: no budgets. Who is inactive sees the last state.';

grant select on public.campaign_briefs to authenticated, admin;
