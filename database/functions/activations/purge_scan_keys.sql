create or replace function app.purge_scan_keys(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.scan_keys as k
  where (k.activation_id, k.scan_key) in (
    select d.activation_id, d.scan_key from public.scan_keys as d where d.at < purge_scan_keys.before
    order by d.at limit purge_scan_keys.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_scan_keys(timestamptz, integer) is 'Keys of scans from before `before`, at most so many: gone; how many.';

grant execute on function app.purge_scan_keys(timestamptz, integer) to service;
