-- The browser has thrown its cookie away: nobody can come back as this device. Its scans keep the pseudonym, which nothing leads to any
-- more, until they go themselves.
create or replace function app.purge_devices(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.devices as d
  where d.id in (
    select e.id from public.devices as e where e.cookie_ends_on < purge_devices.before::date
    order by e.cookie_ends_on limit purge_devices.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_devices(timestamptz, integer) is
'Devices whose cookie ended before `before`, at most so many: gone, with their codes and tickets; how many.';

grant execute on function app.purge_devices(timestamptz, integer) to service;
