-- The one place where the four parts of a score come together.
create or replace function app.match_parts(target app.match_target, cell public.creator_cells)
returns table (follower_points integer, engagement_points integer, category_points integer, location_points integer)
language sql immutable
begin atomic
select
  app.follower_points(cell.followers, target.minimum, target.maximum) as follower_points,
  cell.engagement_points::integer as engagement_points,
  app.category_points(cell.category_keys, target.listed, target.related) as category_points,
  app.location_points(cell.country_code, cell.city_key, cell.region, target.spots, target.regions) as location_points;
end;

comment on function app.match_parts(app.match_target, public.creator_cells) is
'The score of a creator for a target, in its four parts: hundredths.';
