-- Why this finds exactly the best: each open gig stands in one step, the steps come by what they can reach at most, and once
-- that is below the last of the gigs found (`bound`), nothing that is left can enter. Who is eligible comes first, so the
-- others are read only where eligible ones do not fill the page.
create or replace function app.best_gigs(
  seeker app.gig_seeker, after_fits boolean, after_points integer, after_id uuid, at_most integer
) returns setof app.gig_candidate
language plpgsql stable security definer set search_path = '' as $$
declare
  steps constant app.gig_step[] := array(select s from app.gig_steps(seeker) as s order by s.level desc);
  best app.gig_candidate[] := '{}';
  bound integer;
  step app.gig_step;
begin
  for fitting in 0..1 loop
    continue when fitting = 0 and not after_fits;
    foreach step in array steps loop
      exit when step.level + 5000 < bound;
      continue when fitting = 0 and not step.has_platform;
      best := array(
        select row(f.gig_id, f.fits, f.points)::app.gig_candidate
        from (
          select b.* from unnest(best) as b
          union all
          select r.* from app.read_gig_step(
            seeker, step, fitting = 0, bound, after_points,
            case when after_fits is not distinct from (fitting = 0) then after_id end, at_most
          ) as r
        ) as f
        order by f.fits desc, f.points desc, f.gig_id desc limit at_most
      );
      bound := best[at_most].points;
    end loop;
    exit when bound is not null;
  end loop;
  return query select b.* from unnest(best) as b;
end
$$;

comment on function app.best_gigs(app.gig_seeker, boolean, integer, uuid, integer) is
'Open gigs for a creator behind a place: those that they are eligible for first, by points (hundredths), then the newest. Not '
'those of their own brands, nor those that they applied to or have a deal of.';
