-- A part of the score, see app.engagement_points.
create or replace function app.location_points(
  country_code text, city_key text, region text, spots text[], regions text[]
) returns integer
language sql immutable parallel safe
return case
  when spots = '{}' or country_code = any(spots) or country_code || '/' || city_key = any(spots) then 1000
  when region = any(regions) then 500
  else 0
end;

comment on function app.location_points(text, text, text, text[], text[]) is
'1000 in a targeted country or city (spots: DE, DE/berlin), 500 in the region of one.';
