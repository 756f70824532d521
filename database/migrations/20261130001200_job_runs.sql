-- migrate:up
set local lock_timeout = '3s';

-- Every run of every job. A running row is a lease: when it expires, another delivery may take it over.
create table job_runs (
  job text not null,
  scheduled_at timestamptz not null,
  status text not null default 'running',
  attempts integer not null default 1,
  started_at timestamptz not null default clock_timestamp(),
  lease_expires_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}',
  error text,
  created_at timestamptz not null default now(),
  constraint job_runs_pkey primary key (job, scheduled_at),
  constraint job_runs_status_is_known check (status in ('running', 'succeeded', 'failed')),
  constraint job_runs_finish_is_recorded check ((status = 'running') = (finished_at is null))
);
alter table job_runs enable row level security;
alter table job_runs force row level security;
create unique index job_runs_never_overlap on job_runs (job) where status = 'running';
create index job_runs_recent on job_runs (started_at desc);
create policy job_runs_admin on job_runs for select to admin using (true);
create policy job_runs_service on job_runs to service using (true) with check (true);
create policy job_runs_internal on job_runs to app_internal using (true) with check (true);
grant select on job_runs to admin;
grant select, insert, update, delete on job_runs to service;
comment on table job_runs is
'One row per job and scheduled time: started, finished, counts, error. Kept for 30 days, the last of a job for ever.';

-- migrate:down
set local lock_timeout = '3s';
drop table job_runs;
