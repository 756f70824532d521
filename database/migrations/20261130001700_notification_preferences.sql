-- migrate:up
set local lock_timeout = '3s';

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
create policy notification_preferences_erasure on notification_preferences for delete to app_internal using (true);
grant select, insert (user_id, category, channel, enabled), update (enabled), delete
on notification_preferences to authenticated, admin, service;
grant select, delete on notification_preferences to app_internal;
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
create policy notification_unsubscribes_own_address on notification_unsubscribes to app_internal
using (true) with check (true);
grant select, delete on notification_unsubscribes to admin;
grant select, insert, delete on notification_unsubscribes to service;
grant select, delete on notification_unsubscribes to app_internal;
-- NOTE: people unsubscribe through a signed link that needs no sign-in; it runs as service. What they may see and undo
-- of a row that names an address is a function (app.own_suppressions, app.resubscribe).
comment on table notification_unsubscribes is
'Addresses that get no more mail, and why. Account mail is exempt from "unsubscribed".';

-- migrate:down
set local lock_timeout = '3s';
drop table notification_unsubscribes;
drop table notification_preferences;
