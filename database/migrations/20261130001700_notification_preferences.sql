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
grant select, insert on notifications to app_internal;
-- NOTE: nobody inserts: app.notify and triggers do. An administrator marks only own notifications as read.
comment on table notifications is 'Messages to users; shown in the inbox and, by preference, sent by e-mail.';

-- Which category a person wants on which channel; no row means yes.
create table notification_preferences (
  user_id uuid not null
  constraint notification_preferences_belong_to_a_user references auth.users (id) on delete cascade,
  category text not null,
  channel text not null,
  enabled boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint notification_preferences_pkey primary key (user_id, category, channel),
  constraint notification_preferences_category_is_known
  check (category in ('campaigns', 'payments', 'submissions', 'system')),
  constraint notification_preferences_channel_is_known check (channel in ('email'))
);
alter table notification_preferences enable row level security;
alter table notification_preferences force row level security;
create trigger touch_updated_at before update on notification_preferences
for each row execute function app.touch_updated_at();
create policy notification_preferences_own on notification_preferences to authenticated
using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy notification_preferences_admin on notification_preferences to admin
using (true) with check (user_id = (select auth.uid()));
create policy notification_preferences_service on notification_preferences to service
using (true) with check (true);
create policy notification_preferences_internal on notification_preferences for select to app_internal
using (true);
grant select, insert (user_id, category, channel, enabled), update (enabled), delete
on notification_preferences to authenticated, admin, service;
grant select on notification_preferences to app_internal;
comment on table notification_preferences is 'What a user wants to be told by e-mail. The inbox shows everything.';

-- Addresses that must get no more mail: the person said so, or the provider did.
create table notification_unsubscribes (
  email text not null,
  reason text not null,
  provider_event_id text,
  created_at timestamptz not null default now(),
  constraint notification_unsubscribes_pkey primary key (email, reason),
  constraint notification_unsubscribes_email_is_lower_case check (email = lower(email) and length(email) <= 320),
  constraint notification_unsubscribes_reason_is_known check (reason in ('unsubscribed', 'bounced', 'complained'))
);
alter table notification_unsubscribes enable row level security;
alter table notification_unsubscribes force row level security;
create policy notification_unsubscribes_admin on notification_unsubscribes to admin using (true) with check (true);
create policy notification_unsubscribes_service on notification_unsubscribes to service
using (true) with check (true);
grant select, delete on notification_unsubscribes to admin;
grant select, insert, delete on notification_unsubscribes to service;
-- NOTE: people unsubscribe through a signed link that needs no sign-in; it runs as service.
comment on table notification_unsubscribes is 'Addresses that get no more mail, and why. Account mail is exempt from "unsubscribed".';

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
create index notification_deliveries_by_provider on notification_deliveries (provider_id);
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
grant select, insert on notification_deliveries to app_internal;
-- NOTE: the trigger on notifications inserts; a dead letter (failed) is sent again by setting it to pending.
comment on table notification_deliveries is 'Deliveries of notifications. pending → sent, suppressed or failed.';

set local role app_internal;

create function app.queue_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  with queued as (
    insert into public.notification_deliveries (id, notification_id, channel)
    select uuidv7(), n.id, 'email'
    from new_rows as n
    left join public.notification_preferences as p
      on p.user_id = n.user_id and p.category = n.category and p.channel = 'email'
    where coalesce(p.enabled, true)
    returning id
  )
  insert into public.outbox (topic, payload, deduplication_key)
  select 'notification.email', jsonb_build_object('delivery_id', q.id), q.id::text
  from queued as q;
  return null;
end
$$;
comment on function app.queue_deliveries() is
'AFTER INSERT on notifications, statement level: e-mails to those who want them, through the outbox.';

create function app.notify(
  user_id uuid, category text, type text, title text, message text, metadata jsonb default '{}'
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.notifications (user_id, category, type, title, message, metadata)
  values (notify.user_id, notify.category, notify.type, left(notify.title, 200), left(notify.message, 5000),
    coalesce(notify.metadata, '{}'))
  returning id
$$;
comment on function app.notify(uuid, text, text, text, text, jsonb) is
'Tells one user; the id of the notification. Texts that are too long are cut.';

create function app.notify_brand(
  brand_id uuid, permission text, category text, type text, title text, message text, metadata jsonb default '{}'
) returns integer
language sql security definer set search_path = '' as $$
  with told as (
    insert into public.notifications (user_id, category, type, title, message, metadata)
    select distinct
      m.user_id, notify_brand.category, notify_brand.type, left(notify_brand.title, 200),
      left(notify_brand.message, 5000), coalesce(notify_brand.metadata, '{}')
    from public.brand_memberships as m
    inner join public.brand_user_roles as r on r.brand_id = m.brand_id and r.user_id = m.user_id
    inner join public.tenant_role_rules as rule on rule.role = r.role
    where m.brand_id = notify_brand.brand_id and m.status = 'active' and rule.permission = notify_brand.permission
    returning 1
  )
  select count(*)::integer from told
$$;
comment on function app.notify_brand(uuid, text, text, text, text, text, jsonb) is
'Tells each active member of a brand who has that permission (read, campaign, money, members); how many were told.';

grant execute on function app.queue_deliveries() to app_owner;
grant execute on function app.notify(uuid, text, text, text, text, jsonb) to app_owner, admin, service;
grant execute on function app.notify_brand(uuid, text, text, text, text, text, jsonb) to app_owner, admin, service;
reset role;

create trigger queue_deliveries after insert on notifications
referencing new table as new_rows
for each statement execute function app.queue_deliveries();

-- migrate:down
set local lock_timeout = '3s';
drop table notification_deliveries;
drop table notification_unsubscribes;
drop table notification_preferences;
drop table notifications;
set local role app_internal;
drop function app.notify_brand(uuid, text, text, text, text, text, jsonb);
drop function app.notify(uuid, text, text, text, text, jsonb);
drop function app.queue_deliveries();
reset role;
