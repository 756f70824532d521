-- migrate:up
set local lock_timeout = '3s';

-- What is done with is deleted by app.purge_stripe_events: payloads hold names and addresses of payers.
create index stripe_events_done on stripe_events (created_at) where status in ('processed', 'ignored');
create policy stripe_events_internal_purge on stripe_events for delete to app_internal
using (status in ('processed', 'ignored'));
grant select (id, status, created_at), delete on stripe_events to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke select (id, status, created_at), delete on stripe_events from app_internal;
drop policy stripe_events_internal_purge on stripe_events;
drop index stripe_events_done;
