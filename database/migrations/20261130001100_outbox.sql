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
-- What was carried has arrived: the daily job `retention` deletes it, oldest first.
create index outbox_processed on outbox (processed_at) where processed_at is not null;
create policy outbox_admin on outbox for select to admin using (true);
create policy outbox_service on outbox to service using (true) with check (true);
create policy outbox_internal on outbox to app_internal using (true) with check (true);
grant select on outbox to admin;
grant select, insert, update, delete on outbox to service;
grant select, insert, delete on outbox to app_internal;
-- NOTE: people do not write here; definer functions and triggers do it for them.
comment on table outbox is
'Messages to workers, written in the business transaction, drained with SKIP LOCKED; deleted 30 days after they were '
'processed.';

-- migrate:down
set local lock_timeout = '3s';
drop table outbox;
