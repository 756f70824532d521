-- migrate:up
set local lock_timeout = '3s';

update tracking_events set referrer = app.referrer_host(referrer)
where referrer <> app.referrer_host(referrer);
-- As service has it, for app.store_visits, which locks a day's mark without changing it.
grant update (created_at) on tracking_late_days to app_internal;
alter table tracking_events add constraint tracking_events_referrer_is_a_host check (referrer !~ '[/?#@]');

-- migrate:down
set local lock_timeout = '3s';
alter table tracking_events drop constraint tracking_events_referrer_is_a_host;
revoke update (created_at) on tracking_late_days from app_internal;
