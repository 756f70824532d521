-- SECURITY INVOKER and without settings, so that the planner reads it as a part of the query that asks.
-- The planner must ask for each creator by key, however few invitations there were when it planned: as a part of an OR,
-- NOT EXISTS stays a question a row and does not become a join.
create or replace function app.open_cells(target app.match_target) returns setof public.creator_cells
language sql stable
begin atomic
select c.*
from public.creator_cells as c
where c.followers >= coalesce(target.minimum, 0)
  and c.platform_set = c.platform_bits & target.platform_bits
  and (target.campaign_id is null or not exists (
    select from public.campaign_invitations as i
    where i.campaign_id = target.campaign_id and i.creator_user_id = c.user_id
      and i.status <> 'withdrawn'
  ))
  and (target.excluded = '{}' or not exists (
    select from public.creator_cells as x
    where x.user_id = c.user_id and x.category = any(target.excluded)
  ));
end;

comment on function app.open_cells(app.match_target) is
'Cells of creators who may be suggested: all that they have of the needed platforms (the searcher asks for sets of '
'those), enough followers there, never invited but for what the brand took back (so not taking part either), nothing that the brand excludes.';
