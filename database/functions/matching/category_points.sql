-- A part of the score, see app.engagement_points.
create or replace function app.category_points(category_keys text[], listed text[], related text[]) returns integer
language sql immutable parallel safe
return case
  when listed = '{}' or category_keys && listed then 2000
  when category_keys && related then 1000
  else 0
end;

comment on function app.category_points(text[], text[], text[]) is
'2000 for a listed category, 1000 for a related one.';
