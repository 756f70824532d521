-- migrate:up
set local lock_timeout = '3s';

-- What people are granted they read under a category of its own.
alter table notifications
drop constraint notifications_category_is_known,
add constraint notifications_category_is_known
check (category in ('agents', 'campaigns', 'deals', 'messages', 'payments', 'rewards', 'submissions', 'system')) not valid;
alter table notifications validate constraint notifications_category_is_known;
alter table notification_preferences
drop constraint notification_preferences_category_is_known,
add constraint notification_preferences_category_is_known
check (category in ('agents', 'campaigns', 'deals', 'messages', 'payments', 'rewards', 'submissions', 'system'));

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: what was told meanwhile stays; only new rows are held to the shorter list.
alter table notifications
drop constraint notifications_category_is_known,
add constraint notifications_category_is_known
check (category in ('agents', 'campaigns', 'deals', 'messages', 'payments', 'submissions', 'system')) not valid;
alter table notification_preferences
drop constraint notification_preferences_category_is_known,
add constraint notification_preferences_category_is_known
check (category in ('agents', 'campaigns', 'deals', 'messages', 'payments', 'submissions', 'system')) not valid;
