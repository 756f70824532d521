-- A brand may not read who is banned, so the database leaves out of a saved search who may not be matched any more.
create or replace function app.saved_matches(campaign_id uuid, wanted integer, below numeric, beyond uuid)
returns setof public.campaign_creator_scores
language sql stable security definer set search_path = '' as $$
  select s.*
  from public.campaign_creator_scores as s
  inner join public.creator_cells as c on c.user_id = s.creator_user_id and c.category = ''
  where s.campaign_id = saved_matches.campaign_id
    and ((select auth.is_privileged()) or s.brand_id = any((select auth.brand_ids())::uuid[]))
    and (
      saved_matches.below is null or s.score < saved_matches.below
      or (s.score = saved_matches.below and s.creator_user_id > saved_matches.beyond)
    )
  order by s.score desc, s.creator_user_id
  limit saved_matches.wanted
$$;

comment on function app.saved_matches(uuid, integer, numeric, uuid) is
'What the last search of a campaign found, best first, from behind that score and creator; for members of its brand. '
'Who may not be matched now (barred, or no creator any more) is left out, and is there again when they may.';

grant execute on function app.saved_matches(uuid, integer, numeric, uuid) to authenticated, admin, service;
