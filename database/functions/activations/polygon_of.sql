create or replace function app.polygon_of(corners point[]) returns polygon
language sql immutable strict set search_path = '' set extra_float_digits = 1
return ('(' || array_to_string(corners, ',') || ')')::polygon;

comment on function app.polygon_of(point[]) is 'The polygon of these corners.';
