-- migrate:up
set local lock_timeout = '3s';

-- People choose of messages, too, whether they are mailed that some wait.
alter table notifications
drop constraint notifications_category_is_known,
add constraint notifications_category_is_known
check (category in ('campaigns', 'deals', 'messages', 'payments', 'submissions', 'system')) not valid;
alter table notifications validate constraint notifications_category_is_known;
alter table notification_preferences
drop constraint notification_preferences_category_is_known,
add constraint notification_preferences_category_is_known
check (category in ('campaigns', 'deals', 'messages', 'payments', 'submissions', 'system'));
-- How much mail about messages somebody had today, and what of it waits.
create index notifications_about_messages on notifications (user_id, created_at) where category = 'messages';

-- migrate:down
set local lock_timeout = '3s';
drop index notifications_about_messages;
-- NOTE: what was told meanwhile stays; only new rows are held to the shorter list.
alter table notifications
drop constraint notifications_category_is_known,
add constraint notifications_category_is_known
check (category in ('campaigns', 'deals', 'payments', 'submissions', 'system')) not valid;
alter table notification_preferences
drop constraint notification_preferences_category_is_known,
add constraint notification_preferences_category_is_known
check (category in ('campaigns', 'deals', 'payments', 'submissions', 'system')) not valid;
