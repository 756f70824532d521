-- migrate:up
set local lock_timeout = '3s';

-- Who wants nothing of whom: no direct messages, no invitations.
create table user_blocks (
  blocker_user_id uuid not null
  constraint user_blocks_are_set_by_a_user references auth.users (id) on delete cascade,
  blocked_user_id uuid not null
  constraint user_blocks_hit_a_user references auth.users (id) on delete cascade,
  reason text not null default '',
  created_at timestamptz not null default now(),
  constraint user_blocks_pkey primary key (blocker_user_id, blocked_user_id),
  constraint user_blocks_hit_another check (blocker_user_id <> blocked_user_id),
  constraint user_blocks_reason_fits check (length(reason) <= 500)
);
alter table user_blocks enable row level security;
alter table user_blocks force row level security;
create index user_blocks_of_the_blocked on user_blocks (blocked_user_id);
create policy user_blocks_own on user_blocks for select to authenticated, admin using (blocker_user_id = (select auth.uid()));
create policy user_blocks_own_insert on user_blocks for insert to authenticated, admin
with check (blocker_user_id = (select auth.uid()));
create policy user_blocks_own_update on user_blocks for update to authenticated, admin
using (blocker_user_id = (select auth.uid())) with check (blocker_user_id = (select auth.uid()));
create policy user_blocks_own_delete on user_blocks for delete to authenticated, admin
using (blocker_user_id = (select auth.uid()));
create policy user_blocks_service on user_blocks for select to service using (true);
create policy user_blocks_internal on user_blocks to app_internal using (true) with check (true);
grant select, insert (blocker_user_id, blocked_user_id, reason), update (reason), delete on user_blocks to authenticated, admin;
grant select on user_blocks to service;
grant select, delete on user_blocks to app_internal;
comment on table user_blocks is 'Who wants no direct messages and no invitations of whom; the blocked are not told.';

-- What somebody finds wrong with a message.
create table message_reports (
  id uuid constraint message_reports_pkey primary key default uuidv7(),
  conversation_id uuid not null,
  seq bigint not null,
  brand_id uuid,
  person_user_id uuid not null,
  reporter_user_id uuid not null
  constraint message_reports_come_from_a_user references auth.users (id) on delete restrict,
  reason text not null,
  note text not null default '',
  status text not null default 'open',
  reviewed_by uuid
  constraint message_reports_are_reviewed_by_a_user references auth.users (id) on delete restrict,
  reviewed_at timestamptz,
  review_note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint message_is_reported_once_by_a_user unique (conversation_id, seq, reporter_user_id),
  constraint message_reports_are_about_a_message foreign key (conversation_id, seq)
  references messages (conversation_id, seq) on delete restrict,
  constraint message_reports_share_its_person foreign key (conversation_id, person_user_id)
  references conversations (id, person_user_id) on delete restrict,
  constraint message_reports_reason_is_known check (reason in ('spam', 'abuse', 'fraud', 'off_platform', 'other')),
  constraint message_reports_note_fits check (length(note) <= 2000),
  constraint message_reports_status_is_known check (status in ('open', 'upheld', 'dismissed')),
  constraint message_reports_review_is_whole
  check (num_nonnulls(reviewed_at, review_note) = case status when 'open' then 0 else 2 end),
  constraint message_reports_review_note_is_seen check (app.is_written(review_note) and length(review_note) <= 1000)
);
alter table message_reports enable row level security;
alter table message_reports force row level security;
create index message_reports_by_reporter on message_reports (reporter_user_id, id desc);
create index message_reports_open on message_reports (id) where status = 'open';
create index message_reports_of_a_conversation on message_reports (conversation_id, person_user_id);
create index message_reports_of_a_person on message_reports (person_user_id);
create index message_reports_of_a_brand on message_reports (brand_id) where brand_id is not null;
create index message_reports_by_reviewer on message_reports (reviewed_by) where reviewed_by is not null;
create trigger touch_updated_at before update on message_reports
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on message_reports
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IZ006', '{"open": ["upheld", "dismissed"]}'
);
create policy message_reports_own on message_reports for select to authenticated using (reporter_user_id = (select auth.uid()));
create policy message_reports_admin on message_reports for select to admin using (true);
create policy message_reports_service on message_reports for select to service using (true);
create policy message_reports_internal on message_reports to app_internal using (true) with check (true);
grant select (
  id, conversation_id, seq, brand_id, person_user_id, reporter_user_id, reason, note, status, reviewed_at, created_at, updated_at
) on message_reports to authenticated;
grant select on message_reports to admin, service;
grant select, insert, update, delete on message_reports to app_internal;
comment on table message_reports is 'What people report of messages, for administrators to uphold or dismiss.';
comment on column message_reports.review_note is 'Of administrators, for administrators: no person reads it, nor who reviewed.';

-- migrate:down
set local lock_timeout = '3s';
drop table message_reports;
drop table user_blocks;
