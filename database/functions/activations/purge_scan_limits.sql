-- A day counts while it lasts (a gate sends late for 48 hours), a total while the activation does.
create or replace function app.purge_scan_limits(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.scan_limits as l
  where (l.activation_id, l.subject_id, l.day) in (
    select d.activation_id, d.subject_id, d.day from public.scan_limits as d
    where (d.day <> '-infinity' and d.day < purge_scan_limits.before::date) or d.activation_id in (
      select a.id from public.activations as a
      where coalesce(a.completed_at, a.ends_at) < purge_scan_limits.before and a.ends_at < purge_scan_limits.before
    )
    limit purge_scan_limits.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_scan_limits(timestamptz, integer) is
'Counts of days before `before`, and totals of activations that were over by then, at most so many: gone; how many.';

grant execute on function app.purge_scan_limits(timestamptz, integer) to service;
