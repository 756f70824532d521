create or replace function app.purge_fan_codes(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.fan_codes as c
  where c.id in (
    select d.id from public.fan_codes as d where d.expires_at < purge_fan_codes.before
    order by d.expires_at limit purge_fan_codes.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_fan_codes(timestamptz, integer) is 'Codes of fans that ended before `before`, at most so many: gone; how many.';

grant execute on function app.purge_fan_codes(timestamptz, integer) to service;
