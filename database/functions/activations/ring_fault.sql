create or replace function app.ring_fault(ring jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(ring) is distinct from 'array' then
    return 'no_ring';
  elsif jsonb_array_length(ring) > 200 then
    return 'too_many_points';
  elsif exists (
    select from jsonb_array_elements(ring) as p (place)
    where case when jsonb_typeof(p.place) = 'array' then
      jsonb_array_length(p.place) <> 2 or jsonb_typeof(p.place -> 0) <> 'number' or jsonb_typeof(p.place -> 1) <> 'number'
      else true end
  ) then
    return 'no_place';
  elsif exists (
    select from jsonb_array_elements(ring) as p (place)
    where (p.place ->> 0)::numeric not between -90 and 90 or (p.place ->> 1)::numeric not between -180 and 180
  ) then
    return 'no_place';
  elsif exists (
    select from jsonb_array_elements(ring) as p (place) where (p.place ->> 0)::numeric not between -85 and 85
  ) then
    return 'too_near_a_pole';
  end if;
  return null;
end
$$;

comment on function app.ring_fault(jsonb) is
'What is wrong with a ring ([[lat, lng], …], degrees) before it is drawn: no_ring, no_place, too_many_points (200), too_near_a_pole '
'(beyond 85 degrees). NULL: nothing.';
