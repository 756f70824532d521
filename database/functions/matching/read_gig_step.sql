-- Eligible is who lacks nothing of app.gig_gaps: a platform by the step, followers by the index, the rest row by row.
create or replace function app.read_gig_step(
  seeker app.gig_seeker, step app.gig_step, fits boolean, bound integer, below integer, beyond uuid, at_most integer
) returns setof app.gig_candidate
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_generic_plan' set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  needed constant integer := bound - step.level - 1000;
  reach bigint := 9223372036854775807;
begin
  if needed > 0 then -- who asks for more followers than this gets fewer points for them; one more, as points are rounded
    reach := ceil(greatest(step.followers, 1) * 10::double precision ^ ((4001 - needed) / 4000.0::double precision));
  end if;
  if fits then
    reach := least(reach, seeker.followers);
  end if;
  return query
  select f.gig_id, read_gig_step.fits, f.points
  from (
    select
      c.gig_id,
      step.level + app.follower_points(step.followers, c.followers_min, c.followers_max) + case
        when fits then 1000
        else app.location_points(seeker.country_code, null, seeker.region, c.countries, c.regions)
      end as points
    from public.gig_cells as c
    where c.is_shown and c.platform_bits = step.platform_bits and c.category = any(step.categories)
      and c.followers_min <= reach and c.takes_until > now()
      and (
        step.has_platform and app.is_within(seeker.followers, c.followers_min, c.followers_max)
        and app.has_any_of(c.countries, array[seeker.country_code]) and app.has_any_of(c.languages, seeker.languages)
      ) = fits
      and not c.category_keys && step.passed
      and (cardinality(c.category_keys) < 2 or c.category = '' or c.category = (
        select min(k.key) from unnest(c.category_keys) as k (key) where k.key = any(step.categories)
      ))
      and c.brand_id <> all(seeker.own_brands)
      and c.gig_id not in (select o.id from unnest(seeker.own_gigs) as o (id))
    offset 0
  ) as f
  where f.points >= coalesce(bound, 0) and (beyond is null or (f.points, f.gig_id) < (below, beyond))
  order by f.points desc, f.gig_id desc limit at_most;
end
$$;

comment on function app.read_gig_step(
  app.gig_seeker, app.gig_step, boolean, integer, integer, uuid, integer
) is
'The first gigs of a step behind a place, by points and then the newest: those that the seeker is eligible for, or the others.';
