-- owner: app_owner
-- A run that ended lets go: its session lives on in a warm worker, and the lock with it.
create or replace function app.release_job(job text)
returns boolean
language plpgsql as $$
declare
  session_lock constant bigint := hashtextextended('run of job ' || job, 0);
begin
  -- Asked for first: to unlock what is not locked is a warning in the server's log.
  return exists (
    select from pg_catalog.pg_locks
    where locktype = 'advisory' and pid = pg_backend_pid() and objsubid = 1
      and (classid::bigint << 32 | objid::bigint) = session_lock
  ) and pg_advisory_unlock(session_lock);
end
$$;

comment on function app.release_job(text) is 'Whether this session held the lock of a run of the job, which it has let go of.';

grant execute on function app.release_job(text) to service;
