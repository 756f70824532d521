-- Under the campaign's lock: runs for one campaign wait for each other, so that the list is one answer.
create or replace function app.match_creators(campaign_id uuid, wanted integer default 20)
returns setof public.campaign_creator_scores
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  campaign public.campaigns;
  target app.match_target;
  best uuid[];
begin
  if not coalesce(match_creators.wanted between 1 and 100, false) then
    raise exception using errcode = 'invalid_parameter_value', message = 'between 1 and 100 creators';
  end if;
  campaign := app.lock_managed_campaign(match_creators.campaign_id);
  perform app.require_status(campaign, 'draft', 'active', 'paused');
  target := app.match_target_of(campaign);
  best := array(select b.user_id from app.best_creators(target, match_creators.wanted) as b order by b.rank);

  delete from public.campaign_creator_scores as s
  where s.campaign_id = campaign.id and s.creator_user_id <> all(best);
  insert into public.campaign_creator_scores as s (
    campaign_id, brand_id, creator_user_id, followers_score, engagement_score, category_score, location_score, reason,
    computed_at, rank
  )
  select
    campaign.id, campaign.brand_id, c.user_id, m.follower_points / 100.0, m.engagement_points / 100.0,
    m.category_points / 100.0, m.location_points / 100.0,
    app.match_reason(target, c, m.follower_points, m.category_points, m.location_points), now(),
    array_position(best, c.user_id)
  from public.creator_cells as c cross join lateral app.match_parts(target, c) as m
  where c.category = '' and c.platform_set = c.platform_bits & target.platform_bits and c.user_id = any(best)
  on conflict on constraint creator_is_scored_once_per_campaign do update set
    followers_score = excluded.followers_score, engagement_score = excluded.engagement_score,
    category_score = excluded.category_score, location_score = excluded.location_score,
    reason = excluded.reason, computed_at = excluded.computed_at, rank = excluded.rank;
  return query
  select s.* from public.campaign_creator_scores as s
  where s.campaign_id = campaign.id order by s.rank;
end
$$;

comment on function app.match_creators(uuid, integer) is
'The best creators for a campaign, by score and then merit (rank); replaces what was saved of the run before. '
'Raises IG003, IM005, IC008; 22023 for a number that is not 1–100.';

grant execute on function app.match_creators(uuid, integer) to authenticated, admin, service;
