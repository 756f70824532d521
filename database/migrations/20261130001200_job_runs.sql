-- migrate:up
set local lock_timeout = '3s';

-- Work that must happen because a transaction committed, written in that transaction. At-least-once: consumers
-- are idempotent.
create table outbox (
  id uuid constraint outbox_pkey primary key default uuidv7(),
  topic text not null,
  payload jsonb not null default '{}',
  deduplication_key text,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  processed_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  constraint outbox_message_is_written_once unique (topic, deduplication_key),
  constraint outbox_attempts_are_counted check (attempts >= 0)
);
alter table outbox enable row level security;
alter table outbox force row level security;
create index outbox_due on outbox (topic, available_at, id) where processed_at is null;
create policy outbox_admin on outbox for select to admin using (true);
create policy outbox_service on outbox to service using (true) with check (true);
create policy outbox_internal on outbox to app_internal using (true) with check (true);
grant select on outbox to admin;
grant select, insert, update, delete on outbox to service;
grant select, insert on outbox to app_internal;
-- NOTE: people do not write here; definer functions and triggers do it for them.
comment on table outbox is 'Messages to workers, written in the business transaction, drained with SKIP LOCKED.';

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
grant select, insert, update on job_runs to service;
comment on table job_runs is 'One row per job and scheduled time: started, finished, counts, error.';

create function app.begin_job_run(job text, scheduled_at timestamptz, lease interval)
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

-- What was answered to a request that carried an Idempotency-Key, stored with its effect.
create table idempotency_keys (
  actor_id uuid not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  response_status integer not null,
  response_body jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (actor_id, route, key),
  constraint idempotency_keys_key_fits check (length(key) between 1 and 255),
  constraint idempotency_keys_hash_is_sha256 check (octet_length(request_hash) = 32)
);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create index idempotency_keys_by_age on idempotency_keys (created_at);
create policy idempotency_keys_own on idempotency_keys to authenticated
using (actor_id = (select auth.uid())) with check (actor_id = (select auth.uid()));
create policy idempotency_keys_admin on idempotency_keys to admin
using (actor_id = (select auth.uid())) with check (actor_id = (select auth.uid()));
create policy idempotency_keys_service on idempotency_keys to service using (true) with check (true);
create policy idempotency_keys_internal on idempotency_keys to app_internal using (true) with check (true);
grant select, insert on idempotency_keys to authenticated, admin, service;
grant delete on idempotency_keys to service;
-- NOTE: an admin reads only own keys: a stored answer may hold another person's data.
comment on table idempotency_keys is 'Actor, route, key → hash of the request and the answer it got.';

-- migrate:down
set local lock_timeout = '3s';
drop table idempotency_keys;
drop function app.begin_job_run(text, timestamptz, interval);
drop table job_runs;
drop table outbox;
