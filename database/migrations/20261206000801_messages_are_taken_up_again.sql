-- migrate:up
set local lock_timeout = '3s';

-- An administrator has a message that was given up tried again, or put away (app.retry_message, app.dismiss_message).
grant update (available_at, attempts, processed_at) on outbox to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke update (available_at, attempts, processed_at) on outbox from app_internal;
