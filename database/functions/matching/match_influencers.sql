-- Saves nothing: a reader may ask. The brand's own people are searched for with the others and left out then, so that
-- those who are left are as many as were asked for.
create or replace function app.match_influencers(gig_id uuid, campaign_id uuid, wanted integer)
returns table (
  creator_user_id uuid, rank integer, score numeric, followers_score numeric, engagement_score numeric,
  category_score numeric, location_score numeric, reason text, missing text[]
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  gig public.gigs;
  campaign public.campaigns;
  target app.match_target;
  brand uuid;
  members uuid[];
  best uuid[];
begin
  if num_nonnulls(match_influencers.gig_id, match_influencers.campaign_id) <> 1
    or not coalesce(match_influencers.wanted between 1 and 100, false) then
    raise exception using errcode = 'invalid_parameter_value', message = 'one gig or campaign, and 1 to 100 creators';
  end if;
  select g.* into gig from public.gigs as g where g.id = match_influencers.gig_id;
  select c.* into campaign from public.campaigns as c where c.id = match_influencers.campaign_id;
  brand := coalesce(gig.brand_id, campaign.brand_id);
  if not coalesce(auth.is_privileged() or brand = any(auth.brand_ids()), false) or brand is null then
    raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
  end if;
  if gig.id is null then
    target := app.match_target_of(campaign);
  else
    target := app.gig_need(gig);
    target.related := app.used_categories(target.related);
    target.excluded := app.listed_categories(app.category_keys((
      select f.excluded_categories from public.brand_fit_data as f where f.brand_id = brand
    )));
  end if;
  members := array(select m.user_id from public.brand_memberships as m where m.brand_id = brand and m.status = 'active');
  best := array(
    select b.user_id from app.best_creators(target, match_influencers.wanted + cardinality(members)) as b
    where b.user_id <> all(members) order by b.rank limit match_influencers.wanted
  );
  return query
  select
    c.user_id, array_position(best, c.user_id),
    round((m.follower_points + m.engagement_points + m.category_points + m.location_points) / 100.0, 2),
    round(m.follower_points / 100.0, 2), round(m.engagement_points / 100.0, 2), round(m.category_points / 100.0, 2),
    round(m.location_points / 100.0, 2),
    app.match_reason(target, c, m.follower_points, m.category_points, m.location_points),
    case when gig.id is not null then app.gig_gaps(gig, c.user_id) end
  from public.creator_cells as c cross join lateral app.match_parts(target, c) as m
  where c.category = '' and c.platform_set = c.platform_bits & target.platform_bits and c.user_id = any(best);
end
$$;

comment on function app.match_influencers(uuid, uuid, integer) is
'The best creators for a gig or a campaign (1–100), for members of its brand, none of whom is among them; with the parts of each score, a '
'sentence why, and what they lack of what a gig asks (app.gig_gaps). Raises IG003; 22023 for what is not one of both.';

grant execute on function app.match_influencers(uuid, uuid, integer) to authenticated, admin, service;
