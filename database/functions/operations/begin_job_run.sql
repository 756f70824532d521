-- owner: app_owner
-- Schedules deliver at least once: the row of a job and its scheduled time makes a second delivery do nothing.
create or replace function app.begin_job_run(job text, scheduled_at timestamptz, lease interval)
returns text
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('job ' || begin_job_run.job, 0));
  -- A worker that died holds its lease no longer than agreed.
  update public.job_runs as r
  set status = 'failed', finished_at = clock_timestamp(), error = 'lease expired'
  where r.job = begin_job_run.job and r.status = 'running' and r.lease_expires_at <= clock_timestamp();
  if exists (select from public.job_runs as r where r.job = begin_job_run.job and r.status = 'running') then
    return 'busy';
  end if;
  insert into public.job_runs as r (job, scheduled_at, lease_expires_at)
  values (begin_job_run.job, begin_job_run.scheduled_at, clock_timestamp() + lease)
  on conflict on constraint job_runs_pkey do update
  set status = 'running', attempts = r.attempts + 1, started_at = clock_timestamp(), finished_at = null,
    lease_expires_at = clock_timestamp() + lease, error = null
  where r.status = 'failed';
  return case when found then 'started' else 'done' end;
end
$$;

comment on function app.begin_job_run(text, timestamptz, interval) is
'started: run it; done: this occurrence has succeeded already; busy: another run holds the lease.';

grant execute on function app.begin_job_run(text, timestamptz, interval) to service;
