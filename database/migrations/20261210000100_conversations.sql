-- migrate:up
set local lock_timeout = '3s';

-- What a conversation may be about; each subject with both sides, so that it is between the same two.
alter table gig_applications
add constraint gig_applications_keep_their_sides unique (id, brand_id, creator_user_id);
alter table campaign_participants
add constraint campaign_participants_keep_their_sides unique (id, brand_id, creator_user_id);

-- What one brand and one person write to each other about one thing, or one person and support.
create table conversations (
  id uuid constraint conversations_pkey primary key default uuidv7(),
  kind text not null,
  brand_id uuid
  constraint conversations_belong_to_a_brand references brand_profiles (id) on delete restrict,
  person_user_id uuid not null
  constraint conversations_are_with_a_person references auth.users (id) on delete restrict,
  subject_id uuid,
  deal_id uuid generated always as (case kind when 'deal' then subject_id end) stored,
  application_id uuid generated always as (case kind when 'gig' then subject_id end) stored,
  participant_id uuid generated always as (case kind when 'campaign' then subject_id end) stored,
  created_by uuid
  constraint conversations_were_opened_by_a_user references auth.users (id) on delete restrict,
  last_seq bigint not null default 0,
  last_message_at timestamptz,
  person_read_seq bigint not null default 0,
  person_delivered_seq bigint not null default 0,
  team_read_seq bigint not null default 0,
  team_delivered_seq bigint not null default 0,
  closed_at timestamptz,
  legal_hold boolean not null default false,
  revision bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint conversations_keep_their_sides unique (id, brand_id, person_user_id),
  constraint conversations_keep_their_person unique (id, person_user_id),
  constraint conversations_are_about_a_deal foreign key (deal_id, brand_id, person_user_id)
  references deals (id, brand_id, creator_user_id) on delete restrict,
  constraint conversations_are_about_an_application foreign key (application_id, brand_id, person_user_id)
  references gig_applications (id, brand_id, creator_user_id) on delete restrict,
  constraint conversations_are_about_a_participation foreign key (participant_id, brand_id, person_user_id)
  references campaign_participants (id, brand_id, creator_user_id) on delete restrict,
  constraint conversations_kind_is_known check (kind in ('deal', 'gig', 'campaign', 'direct', 'support')),
  constraint conversations_with_support_have_no_brand check ((kind = 'support') = (brand_id is null)),
  constraint conversations_have_their_subject
  check ((kind in ('deal', 'gig', 'campaign')) = (subject_id is not null)),
  constraint conversations_number_their_messages check (last_seq >= 0 and (last_seq = 0) = (last_message_at is null)),
  constraint conversations_are_read_as_far_as_written check (
    person_read_seq between 0 and last_seq and team_read_seq between 0 and last_seq
    and person_delivered_seq between 0 and last_seq and team_delivered_seq between 0 and last_seq
  )
);
alter table conversations enable row level security;
alter table conversations force row level security;
create unique index conversation_is_open_once on conversations (kind, brand_id, person_user_id, subject_id)
nulls not distinct where closed_at is null;
create index conversations_of_a_brand on conversations (brand_id, last_message_at desc);
create index conversations_of_a_person on conversations (person_user_id, last_message_at desc);
create index conversations_by_opener on conversations (created_by) where created_by is not null;
create index conversations_of_a_deal on conversations (deal_id, brand_id, person_user_id) where deal_id is not null;
create index conversations_of_an_application on conversations (application_id, brand_id, person_user_id)
where application_id is not null;
create index conversations_of_a_participation on conversations (participant_id, brand_id, person_user_id)
where participant_id is not null;
create index conversations_closed on conversations (closed_at) where closed_at is not null;
-- Who asks what has changed since goes back by as long as a request takes; what jobs change is done later than they began.
create trigger touch_updated_at before update on conversations
for each row execute function app.touch_updated_at('clock');
create policy conversations_people on conversations for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or person_user_id = (select auth.uid()));
create policy conversations_admin on conversations for select to admin using (
  brand_id is null or brand_id = any((select auth.brand_ids())::uuid[]) or person_user_id = (select auth.uid())
  or (select auth.looks_because()) is not null
);
create policy conversations_service on conversations for select to service using (true);
create policy conversations_internal on conversations to app_internal using (true) with check (true);
grant select on conversations to authenticated, admin, service;
grant select, insert, update on conversations to app_internal;
-- NOTE: nobody writes but functions: numbers are given and marks moved under the lock of the row. Administrators see what
-- is not with support only once they have said why (app.look_because), which is audited.
comment on table conversations is 'Conversations between one brand and one person, or one person and support (brand_id is NULL).';
comment on column conversations.subject_id is 'The deal, the application to a gig, or the participation in a campaign; NULL: direct, support.';
comment on column conversations.last_seq is 'The number of the last message; they count from 1, without gaps.';
comment on column conversations.revision is
'Raised when something that was written is shown no more (redacted, erased): clients read again what they show.';
comment on column conversations.team_read_seq is 'How far anybody of the brand, or of support, has read.';

-- What a conversation is to somebody who takes part in it.
create table conversation_members (
  conversation_id uuid not null,
  user_id uuid not null
  constraint conversation_members_are_users references auth.users (id) on delete restrict,
  brand_id uuid,
  person_user_id uuid not null,
  side text not null,
  joined_seq bigint not null default 0,
  last_read_seq bigint not null default 0,
  last_read_at timestamptz,
  last_delivered_seq bigint not null default 0,
  unread_count integer not null default 0,
  marked_unread boolean not null default false,
  muted_until timestamptz,
  archived_at timestamptz,
  notified_seq bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default clock_timestamp(),
  constraint conversation_members_pkey primary key (conversation_id, user_id),
  constraint conversation_members_belong_to_a_conversation foreign key (conversation_id, brand_id, person_user_id)
  references conversations (id, brand_id, person_user_id) on delete cascade,
  constraint conversation_members_share_its_person foreign key (conversation_id, person_user_id)
  references conversations (id, person_user_id) on delete cascade,
  constraint conversation_members_side_is_known check (side in ('brand', 'person', 'support')),
  constraint conversation_members_person_is_its_side check ((side = 'person') = (user_id = person_user_id)),
  constraint conversation_members_brand_is_its_side check (side = 'person' or (side = 'brand') = (brand_id is not null)),
  constraint conversation_members_count_from_zero check (
    joined_seq >= 0 and last_read_seq >= 0 and notified_seq >= 0 and unread_count >= 0
    and last_delivered_seq >= last_read_seq
  )
);
alter table conversation_members enable row level security;
alter table conversation_members force row level security;
create index conversation_members_of_a_user on conversation_members (user_id, conversation_id);
create index conversation_members_of_a_conversation on conversation_members (conversation_id, person_user_id, brand_id);
create index conversation_members_by_brand on conversation_members (brand_id, user_id) where brand_id is not null;
create index conversation_members_by_person on conversation_members (person_user_id);
create index conversation_members_changed on conversation_members (user_id, updated_at);
create index conversation_members_unread on conversation_members (user_id)
where (unread_count > 0 or marked_unread) and archived_at is null;
create trigger touch_updated_at before update on conversation_members
for each row execute function app.touch_updated_at('clock');
create policy conversation_members_own on conversation_members for select to authenticated, admin
using (user_id = (select auth.uid()));
create policy conversation_members_service on conversation_members for select to service using (true);
create policy conversation_members_internal on conversation_members to app_internal using (true) with check (true);
grant select on conversation_members to authenticated, admin, service;
grant select, insert, update, delete on conversation_members to app_internal;
-- NOTE: the other side sees how far was read in conversations, never who was muted or archived here.
comment on table conversation_members is
'Read marks and settings of each who takes part; of a brand''s people, who were there at a message. No row: nothing unread.';
comment on column conversation_members.joined_seq is 'The number of the last message before they were there.';
comment on column conversation_members.unread_count is 'Messages of others behind last_read_seq; kept by functions, never counted on reading.';
comment on column conversation_members.notified_seq is 'Up to here was told by mail.';

-- migrate:down
set local lock_timeout = '3s';
drop table conversation_members;
drop table conversations;
alter table campaign_participants drop constraint campaign_participants_keep_their_sides;
alter table gig_applications drop constraint gig_applications_keep_their_sides;
