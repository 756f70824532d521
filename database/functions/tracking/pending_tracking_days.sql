create or replace function app.pending_tracking_days() returns date[]
language sql stable security definer set search_path = '' as $$
  select array(
    select unnest(app.live_tracking_days()) as day union select l.day from public.tracking_late_days as l order by 1
  )
$$;

comment on function app.pending_tracking_days() is
'Days (UTC) whose figures are not final: those that are live, and those that wait to be aggregated again.';

grant execute on function app.pending_tracking_days() to authenticated, admin, service;
