-- migrate:up
set local lock_timeout = '3s';

-- What Stripe told us, stored before anything is done about it.
create table stripe_events (
  id text constraint stripe_events_pkey primary key,
  source text not null default 'webhook',
  type text not null,
  account_id text,
  object_id text,
  payload jsonb not null,
  status text not null default 'received',
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  processed_at timestamptz,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint stripe_event_source_is_known check (source in ('webhook', 'repair')),
  constraint stripe_event_status_is_known check (status in ('received', 'processed', 'ignored', 'failed')),
  constraint stripe_event_attempts_are_counted check (attempts >= 0)
);
alter table stripe_events enable row level security;
alter table stripe_events force row level security;
create index stripe_events_due on stripe_events (available_at, id) where status = 'received';
create index stripe_events_by_object on stripe_events (object_id);
create trigger touch_updated_at before update on stripe_events
for each row execute function app.touch_updated_at();
create policy stripe_events_admin on stripe_events for select to admin using (true);
create policy stripe_events_service on stripe_events to service using (true) with check (true);
create policy stripe_events_internal on stripe_events for select to app_internal using (true);
grant select on stripe_events to admin;
grant select, insert, update on stripe_events to service;
-- NOTE: no people here: payloads hold names and addresses of payers.
comment on table stripe_events is
'Webhooks of Stripe: event id first, work later. received → processed, ignored or failed.';

-- migrate:down
set local lock_timeout = '3s';
drop table stripe_events;
