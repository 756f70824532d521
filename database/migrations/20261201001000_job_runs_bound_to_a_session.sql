-- migrate:up
set local lock_timeout = '3s';

-- Runs of the release before hold no lock of their session: of them only the lease tells whether they are over.
alter table job_runs add column bound_to_session boolean not null default false;
comment on column job_runs.bound_to_session is
'The run holds an advisory lock as long as its database session lives; without the lock it is over, whatever its lease.';

-- migrate:down
set local lock_timeout = '3s';
alter table job_runs drop column bound_to_session;
