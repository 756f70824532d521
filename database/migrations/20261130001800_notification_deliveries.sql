-- migrate:up
set local lock_timeout = '3s';

-- One row per notification and channel: how its delivery went.
create table notification_deliveries (
  id uuid constraint notification_deliveries_pkey primary key default uuidv7(),
  notification_id uuid not null
  constraint notification_deliveries_belong_to_a_notification references notifications (id) on delete cascade,
  channel text not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  provider_id text,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint notification_is_delivered_once_per_channel unique (notification_id, channel),
  constraint notification_deliveries_channel_is_known check (channel in ('email')),
  constraint notification_deliveries_status_is_known
  check (status in ('pending', 'sent', 'suppressed', 'failed')),
  constraint notification_deliveries_attempts_are_counted check (attempts >= 0)
);
alter table notification_deliveries enable row level security;
alter table notification_deliveries force row level security;
create index notification_deliveries_due on notification_deliveries (next_attempt_at, id) where status = 'pending';
-- Most e-mails wait: only those that a provider has taken are looked up by its id.
create index notification_deliveries_by_provider on notification_deliveries (provider_id)
where provider_id is not null;
-- The list of dead letters must not be found among millions that were sent.
create index notification_deliveries_by_status on notification_deliveries (status, id desc);
create trigger touch_updated_at before update on notification_deliveries
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on notification_deliveries
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IN001', '{"pending": ["sent", "suppressed", "failed"], "failed": ["pending"]}'
);
create policy notification_deliveries_admin on notification_deliveries to admin using (true) with check (true);
create policy notification_deliveries_service on notification_deliveries to service using (true) with check (true);
create policy notification_deliveries_internal on notification_deliveries to app_internal
using (true) with check (true);
grant select, update (status, next_attempt_at) on notification_deliveries to admin;
grant select, update (status, attempts, next_attempt_at, provider_id, error) on notification_deliveries to service;
grant select, insert, update (status, attempts, next_attempt_at, error) on notification_deliveries to app_internal;
-- NOTE: the trigger on notifications inserts; app.retry_delivery sends a dead letter (failed) again.
comment on table notification_deliveries is 'Deliveries of notifications. pending → sent, suppressed or failed.';

-- migrate:down
set local lock_timeout = '3s';
drop table notification_deliveries;
