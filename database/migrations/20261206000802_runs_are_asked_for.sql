-- migrate:up
set local lock_timeout = '3s';

-- Whether a job runs already (app.request_job_run).
grant select on job_runs to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke select on job_runs from app_internal;
