-- migrate:up
set local lock_timeout = '3s';

-- What rests for ever, newest first, for the list of failures; almost no row is in it.
create index outbox_given_up on outbox (created_at desc, id) where processed_at is null and available_at = 'infinity';
create index stripe_events_given_up on stripe_events (created_at desc, id) where status = 'failed';

-- migrate:down
set local lock_timeout = '3s';
drop index stripe_events_given_up;
drop index outbox_given_up;
