-- How it is planned: app.way_of_device.
create or replace function app.scans_of_visitor(visitor uuid, taken_at timestamptz, minutes integer, at_most integer) returns bigint
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
set constraint_exclusion = 'off' as $$
declare
  since constant timestamptz := taken_at - make_interval(mins => minutes);
begin
  return (
    select count(*) from (
      select from public.scans as o where o.visitor_hash = visitor and o.at > since and o.at <= taken_at limit at_most
    ) as s
  );
end
$$;

comment on function app.scans_of_visitor(uuid, timestamptz, integer, integer) is
'How many scans came by one kind of browser behind one address within so many minutes; counted up to at_most.';
