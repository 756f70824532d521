-- migrate:up
set local lock_timeout = '3s';

-- What was written, in order.
create table messages (
  conversation_id uuid not null,
  seq bigint not null,
  id uuid not null default uuidv7(),
  brand_id uuid,
  person_user_id uuid not null,
  sender_user_id uuid
  constraint messages_were_sent_by_a_user references auth.users (id) on delete restrict,
  side text not null,
  client_id uuid,
  kind text not null default 'text',
  body text not null,
  metadata jsonb not null default '{}',
  reply_to_seq bigint,
  redacted_at timestamptz,
  redacted_by uuid
  constraint messages_are_redacted_by_a_user references auth.users (id) on delete restrict,
  redaction_reason text,
  created_at timestamptz not null default now(),
  constraint messages_pkey primary key (conversation_id, seq),
  constraint messages_have_an_id unique (id),
  constraint message_is_sent_once unique (conversation_id, sender_user_id, client_id),
  constraint messages_belong_to_a_conversation foreign key (conversation_id, brand_id, person_user_id)
  references conversations (id, brand_id, person_user_id) on delete restrict,
  constraint messages_share_its_person foreign key (conversation_id, person_user_id)
  references conversations (id, person_user_id) on delete restrict,
  constraint messages_answer_a_message_before foreign key (conversation_id, reply_to_seq)
  references messages (conversation_id, seq) on delete restrict,
  constraint messages_count_from_one check (seq >= 1 and reply_to_seq < seq),
  constraint messages_side_is_known check (side in ('brand', 'person', 'support', 'system')),
  constraint messages_of_the_system_have_no_sender check ((side = 'system') = (sender_user_id is null)),
  constraint messages_kind_is_known check (kind in ('text', 'file', 'system', 'offer')),
  constraint messages_body_fits check (length(body) <= 10000),
  constraint messages_body_is_seen check (kind = 'file' or app.is_written(body)),
  constraint messages_metadata_is_an_object check (jsonb_typeof(metadata) = 'object' and length(metadata::text) <= 20000),
  constraint messages_redaction_is_whole check (
    num_nonnulls(redacted_at, redaction_reason) in (0, 2) and (redacted_by is null or redacted_at is not null)
    and app.is_written(redaction_reason) and length(redaction_reason) <= 1000
  )
);
alter table messages enable row level security;
alter table messages force row level security;
create index messages_of_a_conversation on messages (conversation_id, person_user_id, brand_id);
create index messages_of_a_brand on messages (brand_id, id desc) where brand_id is not null;
create index messages_of_a_person on messages (person_user_id, id desc);
create index messages_by_sender on messages (sender_user_id, id desc) where sender_user_id is not null;
create index messages_by_redactor on messages (redacted_by) where redacted_by is not null;
create index messages_answered on messages (conversation_id, reply_to_seq) where reply_to_seq is not null;
create policy messages_people on messages for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or person_user_id = (select auth.uid()));
create policy messages_admin on messages for select to admin using (
  brand_id is null or brand_id = any((select auth.brand_ids())::uuid[]) or person_user_id = (select auth.uid())
  or (select auth.looks_because()) is not null
);
create policy messages_service on messages for select to service using (true);
create policy messages_internal on messages to app_internal using (true) with check (true);
grant select on messages to authenticated, admin, service;
grant select, insert, update (body, metadata, redacted_at, redacted_by, redaction_reason), delete on messages to app_internal;
-- NOTE: what was said stays said: a body is changed by app.redact_message and by erasure only, a row deleted by retention.
comment on table messages is 'Messages of conversations: seq is gapless, given under the lock of the conversation.';
comment on column messages.sender_user_id is 'NULL: the system itself.';
comment on column messages.client_id is 'Given by the client, once for each message: what is sent again is found by it.';

-- Where a body rests that is shown no more, while somebody may still have to see it.
create table message_originals (
  conversation_id uuid not null,
  seq bigint not null,
  body text not null,
  why text not null,
  created_at timestamptz not null default now(),
  constraint message_originals_pkey primary key (conversation_id, seq),
  constraint message_originals_are_of_a_message foreign key (conversation_id, seq)
  references messages (conversation_id, seq) on delete cascade,
  constraint message_originals_why_is_known check (why in ('redaction', 'erasure'))
);
alter table message_originals enable row level security;
alter table message_originals force row level security;
create policy message_originals_admin on message_originals for select to admin
using ((select auth.looks_because()) is not null);
create policy message_originals_service on message_originals for select to service using (true);
create policy message_originals_internal on message_originals to app_internal using (true) with check (true);
grant select on message_originals to admin, service;
grant select, insert, update, delete on message_originals to app_internal;
comment on table message_originals is
'Bodies that were redacted, or erased under a legal hold or an open dispute; no side of the conversation sees them.';

-- What a rule keeps back until an administrator has seen it. It has no number before: a gap would show.
create table held_messages (
  id uuid constraint held_messages_pkey primary key default uuidv7(),
  conversation_id uuid not null,
  brand_id uuid,
  person_user_id uuid not null,
  sender_user_id uuid not null
  constraint held_messages_were_written_by_a_user references auth.users (id) on delete restrict,
  side text not null,
  client_id uuid not null,
  body text not null,
  reply_to_seq bigint,
  attachment_ids uuid[] not null default '{}',
  rule text not null,
  warnings text[] not null default '{}',
  status text not null default 'held',
  reviewed_by uuid
  constraint held_messages_are_reviewed_by_a_user references auth.users (id) on delete restrict,
  reviewed_at timestamptz,
  reason text,
  seq bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint held_message_is_written_once unique (conversation_id, sender_user_id, client_id),
  constraint held_messages_belong_to_a_conversation foreign key (conversation_id, brand_id, person_user_id)
  references conversations (id, brand_id, person_user_id) on delete restrict,
  constraint held_messages_share_its_person foreign key (conversation_id, person_user_id)
  references conversations (id, person_user_id) on delete restrict,
  constraint held_messages_become_a_message foreign key (conversation_id, seq)
  references messages (conversation_id, seq) on delete restrict,
  constraint held_messages_side_is_known check (side in ('brand', 'person', 'support')),
  constraint held_messages_body_fits check (length(body) <= 10000),
  constraint held_messages_attachments_are_few check (cardinality(attachment_ids) <= 5),
  constraint held_messages_rule_fits check (length(rule) between 1 and 64),
  constraint held_messages_warnings_fit check (length(to_jsonb(warnings)::text) <= 10000),
  constraint held_messages_status_is_known check (status in ('held', 'released', 'refused')),
  constraint held_messages_have_a_number_once_released check ((status = 'released') = (seq is not null)),
  constraint held_messages_review_is_whole
  check (num_nonnulls(reviewed_at, reason) = case status when 'held' then 0 else 2 end),
  constraint held_messages_reason_is_seen check (app.is_written(reason) and length(reason) <= 1000)
);
alter table held_messages enable row level security;
alter table held_messages force row level security;
create index held_messages_of_a_conversation on held_messages (conversation_id, person_user_id, brand_id);
create index held_messages_that_wait on held_messages (id) where status = 'held';
create index held_messages_by_sender on held_messages (sender_user_id, id desc);
create index held_messages_of_a_brand on held_messages (brand_id) where brand_id is not null;
create index held_messages_of_a_person on held_messages (person_user_id);
create index held_messages_by_reviewer on held_messages (reviewed_by) where reviewed_by is not null;
create index held_messages_released on held_messages (conversation_id, seq) where seq is not null;
create trigger touch_updated_at before update on held_messages
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on held_messages
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IZ006', '{"held": ["released", "refused"]}'
);
create policy held_messages_own on held_messages for select to authenticated using (sender_user_id = (select auth.uid()));
create policy held_messages_admin on held_messages for select to admin using (
  status = 'held' or brand_id is null or (select auth.uid()) in (sender_user_id, reviewed_by)
  or (select auth.looks_because()) is not null
);
create policy held_messages_service on held_messages for select to service using (true);
create policy held_messages_internal on held_messages to app_internal using (true) with check (true);
grant select on held_messages to authenticated, admin, service;
grant select, insert, update, delete on held_messages to app_internal;
comment on table held_messages is 'Messages that a rule keeps back: their writer sees them as waiting, the other side not at all.';
-- NOTE: what waits is for every administrator; once it is decided it is what two write to each other, seen with a reason,
-- and by who decided.
comment on column held_messages.warnings is 'The keys of other rules, which only warn: they go with it once it is released.';
comment on column held_messages.rule is 'The key of the rule (moderation_rules) that kept it.';

-- migrate:down
set local lock_timeout = '3s';
drop table held_messages;
drop table message_originals;
drop table messages;
