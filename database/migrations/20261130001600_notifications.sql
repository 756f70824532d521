-- migrate:up
set local lock_timeout = '3s';

-- The inbox of a person.
create table notifications (
  id uuid constraint notifications_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint notifications_belong_to_a_user references auth.users (id) on delete cascade,
  category text not null,
  type text not null,
  title text not null,
  message text not null,
  metadata jsonb not null default '{}',
  read_at timestamptz,
  created_at timestamptz not null default now(),
  constraint notifications_category_is_known
  check (category in ('campaigns', 'payments', 'submissions', 'system')),
  constraint notifications_type_is_a_name check (type ~ '^[a-z][a-z0-9_.]{0,99}$'),
  constraint notifications_title_fits check (length(title) between 1 and 200),
  constraint notifications_message_fits check (length(message) <= 5000),
  constraint notifications_metadata_is_an_object check (jsonb_typeof(metadata) = 'object')
);
alter table notifications enable row level security;
alter table notifications force row level security;
create index notifications_of_a_user on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id, id desc) where read_at is null;
create policy notifications_own on notifications for select to authenticated
using (user_id = (select auth.uid()));
create policy notifications_own_update on notifications for update to authenticated
using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy notifications_admin on notifications to admin using (true)
with check (user_id = (select auth.uid()));
create policy notifications_service on notifications for select to service using (true);
create policy notifications_internal on notifications to app_internal using (true) with check (true);
grant select, update (read_at) on notifications to authenticated, admin;
grant select on notifications to service;
grant select, insert, delete on notifications to app_internal;
-- NOTE: nobody inserts: app.notify and triggers do. An administrator marks only own notifications as read.
comment on table notifications is 'Messages to users; shown in the inbox and, by preference, sent by e-mail.';

-- migrate:down
set local lock_timeout = '3s';
drop table notifications;
