-- owner: app_owner
create or replace function app.are_levels(levels jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if jsonb_typeof(levels) is distinct from 'array' then
    return false;
  elsif jsonb_array_length(levels) not between 1 and 20 or exists (
    select from jsonb_array_elements(levels) as l (level) where not app.is_whole_number(l.level, 1, 1000000000000)
  ) then
    return false;
  end if;
  return not exists (
    select from generate_series(1, jsonb_array_length(levels) - 1) as n (place)
    where (levels ->> n.place)::bigint <= (levels ->> n.place - 1)::bigint
  );
end
$$;

comment on function app.are_levels(jsonb) is
'Whether a JSON value is a list of 1 to 20 whole numbers from 1 on that rise from one to the next; never NULL, never an error.';

grant execute on function app.are_levels(jsonb) to app_internal, admin, service, authenticated;
