create or replace function app.match_gigs(after_fits boolean, after_points integer, after_id uuid, at_most integer)
returns table (
  gig_id uuid, fits boolean, points integer, score numeric, followers_score numeric, engagement_score numeric,
  category_score numeric, location_score numeric, reason text, missing text[]
)
language sql stable security definer set search_path = '' as $$
  with asking as materialized (
    select app.gig_seeker_now() as seeker
  ), cells as materialized (
    select n.* from asking as a cross join lateral app.need_cells((a.seeker).user_id) as n
  ), found as materialized (
    select b.gig_id, b.fits, b.points, g as gig, app.gig_need(g) as need
    from asking as a
    cross join lateral app.best_gigs(a.seeker, after_fits, after_points, after_id, at_most) as b
    inner join public.gigs as g on b.gig_id = g.id
  )
  select
    f.gig_id, f.fits, f.points, round(f.points / 100.0, 2), round(m.follower_points / 100.0, 2),
    round(m.engagement_points / 100.0, 2), round(m.category_points / 100.0, 2), round(m.location_points / 100.0, 2),
    app.match_reason(f.need, c.cell, m.follower_points, m.category_points, m.location_points),
    app.gig_gaps(f.gig, auth.uid())
  from found as f
  inner join cells as c on c.needed = (f.need).platform_bits
  cross join lateral app.match_parts(f.need, c.cell) as m
  order by f.fits desc, f.points desc, f.gig_id desc
$$;

comment on function app.match_gigs(boolean, integer, uuid, integer) is
'app.best_gigs for the actor, with the parts of each score, a sentence why, and what they lack (app.gig_gaps). Raises IM005.';

grant execute on function app.match_gigs(boolean, integer, uuid, integer) to authenticated, admin, service;
