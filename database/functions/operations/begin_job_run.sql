-- owner: app_owner
-- Schedules deliver at least once: the row of a job and its scheduled time makes a second delivery do nothing.
-- A run holds a lock of its session: when its worker dies, or loses the session, the lock is free, and the repeat of
-- the delivery need not wait for the lease. The lease is for sessions whose end nobody noticed.
create or replace function app.begin_job_run(job text, scheduled_at timestamptz, lease interval)
returns text
language plpgsql as $$
declare
  session_lock constant bigint := hashtextextended('run of job ' || begin_job_run.job, 0);
  is_free boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('job ' || begin_job_run.job, 0));
  is_free := pg_try_advisory_lock(session_lock);
  update public.job_runs as r
  set status = 'failed', finished_at = clock_timestamp(),
    error = case when r.lease_expires_at <= clock_timestamp() then 'lease expired' else 'the worker is gone' end
  where r.job = begin_job_run.job and r.status = 'running'
    and (r.lease_expires_at <= clock_timestamp() or (r.bound_to_session and is_free));
  if not exists (select from public.job_runs as r where r.job = begin_job_run.job and r.status = 'running') then
    insert into public.job_runs as r (job, scheduled_at, lease_expires_at, bound_to_session)
    values (begin_job_run.job, begin_job_run.scheduled_at, clock_timestamp() + lease, is_free)
    on conflict on constraint job_runs_pkey do update
    set status = 'running', attempts = r.attempts + 1, started_at = clock_timestamp(), finished_at = null,
      lease_expires_at = clock_timestamp() + lease, error = null, bound_to_session = is_free
    where r.status = 'failed';
    if found then
      return 'started';
    end if;
  end if;
  if is_free then
    perform pg_advisory_unlock(session_lock);
  end if;
  return case when exists (
    select from public.job_runs as r
    where r.job = begin_job_run.job and r.scheduled_at = begin_job_run.scheduled_at and r.status = 'succeeded'
  ) then 'done' else 'busy' end;
end
$$;

comment on function app.begin_job_run(text, timestamptz, interval) is
'started: run it; done: this occurrence has succeeded already; busy: another run is under way.';

grant execute on function app.begin_job_run(text, timestamptz, interval) to service;
