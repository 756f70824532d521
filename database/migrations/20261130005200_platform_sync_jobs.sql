-- migrate:up
set local lock_timeout = '3s';

-- One row per synchronisation of one account.
create table platform_sync_jobs (
  id uuid constraint platform_sync_jobs_pkey primary key default uuidv7(),
  social_account_id uuid not null,
  user_id uuid not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  error text,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  constraint platform_sync_jobs_belong_to_an_account foreign key (social_account_id, user_id)
  references social_accounts (id, user_id) on delete cascade,
  constraint platform_sync_jobs_status_is_known check (status in ('pending', 'running', 'succeeded', 'failed')),
  constraint platform_sync_jobs_attempts_are_counted check (attempts >= 0),
  constraint platform_sync_jobs_end_after_they_start check (finished_at >= started_at)
);
alter table platform_sync_jobs enable row level security;
alter table platform_sync_jobs force row level security;
create index platform_sync_jobs_of_an_account on platform_sync_jobs (social_account_id, user_id, id desc);
create index platform_sync_jobs_of_a_user on platform_sync_jobs (user_id, id desc);
-- One synchronisation of an account waits or runs at a time; one that the platform turns away waits again.
create unique index sync_is_open_once_per_account on platform_sync_jobs (social_account_id)
where status in ('pending', 'running');
create index platform_sync_jobs_finished on platform_sync_jobs (finished_at);
create trigger status_machine before update of status on platform_sync_jobs
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IP002', '{"pending": ["running", "failed"], "running": ["pending", "succeeded", "failed"],
             "failed": ["running"]}'
);
create policy platform_sync_jobs_own on platform_sync_jobs for select to authenticated
using (user_id = (select auth.uid()));
create policy platform_sync_jobs_admin on platform_sync_jobs for select to admin using (true);
create policy platform_sync_jobs_service on platform_sync_jobs to service using (true) with check (true);
grant select on platform_sync_jobs to authenticated, admin;
grant select, insert, update, delete on platform_sync_jobs to service;
comment on table platform_sync_jobs is 'Runs of the synchronisation, per account.';

-- migrate:down
set local lock_timeout = '3s';
drop table platform_sync_jobs;
