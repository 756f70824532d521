-- migrate:up
set local lock_timeout = '3s';

-- What was carried has arrived: the daily job `retention` deletes it, oldest first.
create index outbox_processed on outbox (processed_at) where processed_at is not null;
grant delete on job_runs to service;
comment on table outbox is
'Messages to workers, written in the business transaction, drained with SKIP LOCKED; deleted 30 days after they were processed.';
comment on table job_runs is
'One row per job and scheduled time: started, finished, counts, error. Kept for 30 days, the last of a job for ever.';
comment on table idempotency_keys is
'Actor, route, key → hash of the request and the answer it got, for 30 days.';

-- migrate:down
set local lock_timeout = '3s';
comment on table idempotency_keys is 'Actor, route, key → hash of the request and the answer it got.';
comment on table job_runs is 'One row per job and scheduled time: started, finished, counts, error.';
comment on table outbox is 'Messages to workers, written in the business transaction, drained with SKIP LOCKED.';
revoke delete on job_runs from service;
drop index outbox_processed;
