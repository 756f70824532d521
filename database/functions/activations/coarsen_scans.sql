-- Three decimals are some hundred metres: enough for a map of a town, too little for a door.
create or replace function app.coarsen_scans(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  coarsened integer;
begin
  update public.scans as s set lat = round(s.lat, 3), lng = round(s.lng, 3)
  from (
    select e.id, e.at from public.scans as e
    where e.at < coarsen_scans.as_of and (e.lat <> round(e.lat, 3) or e.lng <> round(e.lng, 3))
    order by e.at limit coarsen_scans.at_most for no key update skip locked
  ) as exact
  where s.id = exact.id and s.at = exact.at;
  get diagnostics coarsened = row_count;
  return coarsened;
end
$$;

comment on function app.coarsen_scans(timestamptz, integer) is
'Places of scans that we took before `as_of` are cut to three decimals, at most so many; how many.';

grant execute on function app.coarsen_scans(timestamptz, integer) to service;
