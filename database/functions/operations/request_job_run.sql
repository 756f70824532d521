-- A job that is run by hand is somebody's act: it stands in the audit log before anything is started. Whether a run is
-- under way is asked as app.begin_job_run asks, so that a worker that died stops nobody.
create or replace function app.request_job_run(job text, scheduled_at timestamptz, as_of timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  running_since constant timestamptz := (
    select r.started_at from public.job_runs as r
    where r.job = request_job_run.job and r.status = 'running' and r.lease_expires_at > clock_timestamp()
      and not (
        r.bound_to_session and pg_try_advisory_xact_lock(hashtextextended('run of job ' || request_job_run.job, 0))
      )
  );
begin
  if request_job_run.as_of > clock_timestamp() then
    raise exception using errcode = 'IO110', message = 'a job knows no future',
      detail = jsonb_build_object('as_of', request_job_run.as_of)::text;
  elsif running_since is not null then
    raise exception using errcode = 'IO111', message = 'the job runs already',
      detail = jsonb_build_object('running_since', running_since)::text;
  end if;
  insert into public.audit_logs (user_id, action, resource_type, resource_id, metadata)
  values (
    auth.uid(), 'job_runs.request', 'job_runs', request_job_run.job,
    app.audit_context() || jsonb_build_object(
      'scheduled_at', request_job_run.scheduled_at, 'as_of', request_job_run.as_of
    )
  );
end
$$;

comment on function app.request_job_run(text, timestamptz, timestamptz) is
'Writes down that an administrator has a job run. Raises IO110 (as of the future), IO111 (a run is under way).';

grant execute on function app.request_job_run(text, timestamptz, timestamptz) to admin;
