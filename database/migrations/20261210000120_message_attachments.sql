-- migrate:up
set local lock_timeout = '3s';

-- Files of messages. They go to S3 by presigned POST and are looked at when they have arrived; the other side sees one
-- when it is sent.
create table message_attachments (
  id uuid constraint message_attachments_pkey primary key default uuidv7(),
  conversation_id uuid not null,
  brand_id uuid,
  person_user_id uuid not null,
  uploaded_by uuid not null
  constraint message_attachments_were_uploaded_by_a_user references auth.users (id) on delete restrict,
  seq bigint,
  held_id uuid
  constraint message_attachments_wait_with_a_held_message references held_messages (id) on delete set null,
  hidden_because text,
  file_name text not null,
  object_key text not null,
  media_type text not null,
  size_bytes bigint not null,
  checksum_sha256 text,
  status text not null default 'pending',
  refusal_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint message_attachments_belong_to_a_conversation foreign key (conversation_id, brand_id, person_user_id)
  references conversations (id, brand_id, person_user_id) on delete restrict,
  constraint message_attachments_share_its_person foreign key (conversation_id, person_user_id)
  references conversations (id, person_user_id) on delete restrict,
  constraint message_attachments_go_with_a_message foreign key (conversation_id, seq)
  references messages (conversation_id, seq) on delete restrict,
  constraint message_attachments_have_a_key_of_their_own unique (object_key),
  constraint message_attachments_name_fits check (length(btrim(file_name)) between 1 and 255),
  constraint message_attachments_name_is_seen check (app.is_written(file_name)),
  constraint message_attachments_type_is_allowed check (media_type in (
    'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'image/heif', 'image/avif', 'video/mp4',
    'video/quicktime', 'video/webm', 'application/pdf'
  )),
  constraint message_attachments_size_is_allowed check (size_bytes between 1 and 26214400),
  constraint message_attachments_checksum_is_sha256 check (checksum_sha256 ~ '^[0-9a-f]{64}$'),
  constraint message_attachments_status_is_known check (status in ('pending', 'stored', 'refused')),
  constraint message_attachments_refusal_is_known check (refusal_reason in ('size', 'type', 'checksum')),
  constraint message_attachments_refusal_has_a_reason check ((status = 'refused') = (refusal_reason is not null)),
  constraint message_attachments_are_sent_once_stored
  check ((seq is null and held_id is null) or status = 'stored'),
  constraint message_attachments_wait_or_are_sent check (num_nonnulls(seq, held_id) <= 1),
  constraint message_attachments_hidden_because_is_known
  check (hidden_because in ('redaction', 'erasure', 'erased_but_kept'))
);
alter table message_attachments enable row level security;
alter table message_attachments force row level security;
create index message_attachments_of_a_conversation on message_attachments (conversation_id, person_user_id, brand_id);
create index message_attachments_of_a_message on message_attachments (conversation_id, seq) where seq is not null;
create index message_attachments_by_uploader on message_attachments (uploaded_by, id desc);
create index message_attachments_of_a_brand on message_attachments (brand_id) where brand_id is not null;
create index message_attachments_of_a_person on message_attachments (person_user_id);
create index message_attachments_of_a_held_message on message_attachments (held_id) where held_id is not null;
create index message_attachments_loose on message_attachments (created_at, id) where seq is null and held_id is null;
create index message_attachments_to_erase on message_attachments (id) where hidden_because = 'erasure';
create trigger touch_updated_at before update on message_attachments
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on message_attachments
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC006', '{"pending": ["stored", "refused"]}'
);
create policy message_attachments_people on message_attachments for select to authenticated using (
  (brand_id = any((select auth.brand_ids())::uuid[]) or person_user_id = (select auth.uid()))
  and (seq is not null or uploaded_by = (select auth.uid())) and hidden_because is null
);
create policy message_attachments_people_delete on message_attachments for delete to authenticated, admin
using (uploaded_by = (select auth.uid()) and seq is null and held_id is null);
create policy message_attachments_admin on message_attachments for select to admin using (
  (
    brand_id is null or brand_id = any((select auth.brand_ids())::uuid[]) or person_user_id = (select auth.uid())
    or (select auth.looks_because()) is not null
  )
  and (seq is not null or held_id is not null or uploaded_by = (select auth.uid()))
  and (hidden_because is null or (select auth.looks_because()) is not null)
);
create policy message_attachments_service on message_attachments to service using (true) with check (true);
create policy message_attachments_internal on message_attachments to app_internal using (true) with check (true);
grant select, delete on message_attachments to authenticated, admin;
grant select, update (status, refusal_reason, size_bytes, media_type, checksum_sha256, object_key), delete
on message_attachments to service;
grant select, insert, update (seq, held_id, hidden_because, file_name), delete on message_attachments to app_internal;
-- NOTE: what is hidden is kept for as long as something demands it, and an administrator with a reason sees it.
-- NOTE: nobody says of themselves that a file has arrived: the service looks. Rows are made by app.announce_attachment.
comment on table message_attachments is 'Files of messages, in S3; size in bytes. seq is NULL until the message is sent.';
comment on column message_attachments.held_id is 'The message that a rule keeps back, and that it is to go with.';
comment on column message_attachments.hidden_because is
'redaction: with its message. erasure: of who uploaded it; the job deletes row and file. erased_but_kept: erased, while a '
'legal hold or an open dispute keeps it.';

-- migrate:down
set local lock_timeout = '3s';
drop table message_attachments;
