create or replace function app.corners_fault(corners point[]) returns text
language plpgsql immutable set search_path = '' as $$
declare
  n constant integer := cardinality(corners);
  extent box;
begin
  if n < 3 then
    return 'too_few_points';
  end if;
  extent := box(app.polygon_of(corners));
  if width(extent) > 50000 or height(extent) > 50000 then
    return 'too_large';
  elsif app.edges_cross(corners) then
    return 'edges_cross';
  elsif (
    select abs(sum(e.a[0] * e.b[1] - e.b[0] * e.a[1])) < 2
    from (select corners[i.i] as a, corners[i.i % n + 1] as b from generate_series(1, n) as i (i)) as e
  ) then
    return 'no_area';
  end if;
  return null;
end
$$;

comment on function app.corners_fault(point[]) is
'What is wrong with a polygon by its corners (metres): too_few_points, too_large (over 50 km), edges_cross, no_area (under a square '
'metre). NULL: nothing.';
