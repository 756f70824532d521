-- A brand may not read who is banned, so the database leaves out of a saved search who may not be matched any more.
-- A page begins behind its last creator, who may be barred meanwhile; where a search has dropped them, behind their score.
create or replace function app.saved_matches(campaign_id uuid, wanted integer, below numeric, beyond uuid)
returns setof public.campaign_creator_scores
language sql stable security definer set search_path = '' as $$
  select s.*
  from public.campaign_creator_scores as s
  inner join public.creator_cells as c
    on c.user_id = s.creator_user_id and c.category = '' and c.platform_set = 0
  where s.campaign_id = saved_matches.campaign_id
    and ((select auth.is_privileged()) or s.brand_id = any((select auth.brand_ids())::uuid[]))
    and (saved_matches.below is null or s.rank > (
      select coalesce(
        max(l.rank) filter (where l.creator_user_id = saved_matches.beyond),
        max(l.rank) filter (where l.score >= saved_matches.below), 0
      )
      from public.campaign_creator_scores as l where l.campaign_id = saved_matches.campaign_id
    ))
  order by s.rank
  limit saved_matches.wanted
$$;

comment on function app.saved_matches(uuid, integer, numeric, uuid) is
'What the last search of a campaign found, best first, from behind that creator and score; for members of its brand. '
'Who may not be matched now (barred, or no creator any more) is left out, and is there again when they may.';

grant execute on function app.saved_matches(uuid, integer, numeric, uuid) to authenticated, admin, service;
