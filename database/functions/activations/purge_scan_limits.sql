-- A count lasts as long as its activation: a limit of totals that is set later begins with what the days say.
create or replace function app.purge_scan_limits(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.scan_limits as l
  where (l.activation_id, l.subject_id, l.day) in (
    select d.activation_id, d.subject_id, d.day from public.scan_limits as d
    where d.activation_id in (select a.id from public.activations as a where a.ends_at < purge_scan_limits.before)
    limit purge_scan_limits.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_scan_limits(timestamptz, integer) is
'Counts of activations that ended before `before`, at most so many: gone; how many.';

grant execute on function app.purge_scan_limits(timestamptz, integer) to service;
