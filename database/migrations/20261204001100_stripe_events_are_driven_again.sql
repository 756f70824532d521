-- migrate:up
set local lock_timeout = '3s';

-- Administrators look for what failed, newest first, and have it tried again (app.retry_stripe_event).
create index stripe_events_newest on stripe_events (created_at desc, id desc);
create index stripe_events_by_status on stripe_events (status, created_at desc, id desc);
create policy stripe_events_internal_retry on stripe_events for update to app_internal
using (true) with check (status = 'received');
grant update (status, available_at, processed_at) on stripe_events to app_internal;

-- Former releases ignored for ever what came before its time; handlers apply the present state of things, so the
-- nightly repair, which drives what nobody has handled, may do so with these once more. Not with what is only told.
alter table stripe_events no force row level security;
update stripe_events set processed_at = null
where status = 'ignored' and type not like 'payout.%';
alter table stripe_events force row level security;

-- migrate:down
set local lock_timeout = '3s';
revoke update (status, available_at, processed_at) on stripe_events from app_internal;
drop policy stripe_events_internal_retry on stripe_events;
drop index stripe_events_by_status;
drop index stripe_events_newest;
