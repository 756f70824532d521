-- owner: app_owner
-- The end of an attempt. One that was taken over meanwhile changes nothing: the row is the other's.
create or replace function app.finish_job_run(
  job text, scheduled_at timestamptz, attempt integer, status text, counts jsonb, error text
)
returns boolean
language plpgsql as $$
begin
  update public.job_runs as r
  set status = finish_job_run.status, counts = finish_job_run.counts, error = finish_job_run.error,
    finished_at = clock_timestamp()
  where r.job = finish_job_run.job and r.scheduled_at = finish_job_run.scheduled_at
    and r.attempts = attempt and r.status = 'running';
  return found;
end
$$;

comment on function app.finish_job_run(text, timestamptz, integer, text, jsonb, text) is
'Whether the attempt still held the run, and so its outcome is recorded.';

grant execute on function app.finish_job_run(text, timestamptz, integer, text, jsonb, text) to service;
