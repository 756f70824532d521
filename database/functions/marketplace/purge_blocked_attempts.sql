create or replace function app.purge_blocked_attempts(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.blocked_attempts as b
  where b.id in (
    select old.id from public.blocked_attempts as old
    where old.at <= as_of - app.setting_interval('blocked_attempt_retention_days', 'days') order by old.at limit at_most
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_blocked_attempts(timestamptz, integer) is
'Deletes at most so many blocked attempts that are older than they are kept; how many went.';

grant execute on function app.purge_blocked_attempts(timestamptz, integer) to service;
