-- Why this finds exactly the best, whatever the data:
-- * A creator stands in a cell of every step whose category and place they meet, so in one of their own level, where
--   level + engagement + followers is their score; in their other cells it is less. The best value seen of a creator
--   is therefore never more than their score, and the nth best value so far (`bound`) never more than the nth score.
-- * Steps come by what they can reach at most. Once that is below `bound`, nobody who is left can enter.
-- * Equal scores go by merit, closeness to the range and lot: they are the same in every cell of a creator.
-- * Where all bands of a step give the same points for followers, the order of a cell (merit, closeness, lot) is that of
--   the answer, as points for engagement follow merit: the first n of each cell suffice. Where they do not, the cell is read again without limit, down to the engagement
--   that could still make `bound`. (Without n values there is no bound, but then no cell was cut off either.)
-- * Whoever misses the list of n has n before them, each with at least the value that counted, so they are not missed.
--
-- The first reading of a step takes a few from each cell: enough for a bound, which it only raises earlier. With that,
-- the second takes what counts of cells whose order is the order of scores, and the third of the others. Without a
-- bound, the second reads on for one.
drop function if exists app.best_creators(app.match_target, integer);
create or replace function app.best_creators(target app.match_target, wanted integer)
returns table (user_id uuid, points integer, rank integer)
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  best app.match_candidate[] := '{}';
  read app.match_candidate[];
  bound integer;
  step record;
  varies boolean;
begin
  for step in
    select
      s.*, s.level + s.most_followers + 3000 as most,
      ceil(wanted::numeric / (
        cardinality(s.categories) * cardinality(s.places) * (s.last_band - s.first_band + 1)
      ))::integer as few
    from app.match_steps(target) as s order by most desc
  loop
    exit when step.most < bound;
    varies := step.most_followers > step.least_followers;
    for reading in 1..3 loop
      continue when reading = 2 and (step.few = wanted or (varies and bound is not null));
      continue when reading = 3 and (bound is null or not varies);
      select array_agg(row(r.user_id, r.points, r.merit, r.excess)::app.match_candidate) into read
      from app.read_match_step(
        target, step.place_kind, step.categories, step.places, step.first_band, step.last_band, step.level,
        coalesce(bound - step.level - step.most_followers, 0),
        case reading when 1 then step.few when 2 then wanted end
      ) as r;
      exit when read is null;
      best := array(
        select row(f.user_id, max(f.points), f.merit, f.excess)::app.match_candidate as found
        from unnest(best || read) as f
        group by f.user_id, f.merit, f.excess
        order by max(f.points) desc, f.merit desc, f.excess, app.match_lot(target.campaign_id, f.user_id) limit wanted
      );
      bound := best[wanted].points;
    end loop;
  end loop;
  return query select f.user_id, f.points, f.rank::integer from unnest(best) with ordinality as f (
    user_id, points, merit, excess, rank
  );
end
$$;

comment on function app.best_creators(app.match_target, integer) is
'The `wanted` best creators for a target, by points (hundredths), merit, closeness to the range and lot; exact, from '
'indexes.';
