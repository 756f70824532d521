-- migrate:up
set local lock_timeout = '3s';

-- Files of a creator for one escrow. They go to S3 by presigned POST and are looked at again when they have arrived; the
-- brand sees one when it is handed in.
create table deal_files (
  id uuid constraint deal_files_pkey primary key default uuidv7(),
  escrow_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  file_name text not null,
  object_key text not null,
  media_type text not null,
  size_bytes bigint not null,
  checksum_sha256 text,
  status text not null default 'pending',
  refusal_reason text,
  handed_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deal_files_belong_to_an_escrow foreign key (escrow_id, brand_id, creator_user_id)
  references escrows (id, brand_id, creator_user_id) on delete restrict,
  constraint deal_files_have_a_key_of_their_own unique (object_key),
  constraint deal_files_name_fits check (length(btrim(file_name)) between 1 and 255),
  constraint deal_files_name_is_seen check (app.is_written(file_name)),
  constraint deal_files_type_is_allowed check (media_type in (
    'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'image/heif', 'image/avif', 'video/mp4',
    'video/quicktime', 'video/webm', 'application/pdf'
  )),
  constraint deal_files_size_is_allowed check (size_bytes between 1 and 209715200),
  constraint deal_files_checksum_is_sha256 check (checksum_sha256 ~ '^[0-9a-f]{64}$'),
  constraint deal_files_status_is_known check (status in ('pending', 'stored', 'refused')),
  constraint deal_files_refusal_is_known check (refusal_reason in ('size', 'type', 'checksum')),
  constraint deal_files_refusal_has_a_reason check ((status = 'refused') = (refusal_reason is not null)),
  constraint deal_files_are_handed_in_once_stored check (handed_in_at is null or status = 'stored')
);
alter table deal_files enable row level security;
alter table deal_files force row level security;
create index deal_files_of_an_escrow on deal_files (escrow_id, brand_id, creator_user_id, id desc);
create index deal_files_of_a_brand on deal_files (brand_id, id desc);
create index deal_files_of_a_creator on deal_files (creator_user_id, id desc);
create index deal_files_loose on deal_files (created_at, id) where status <> 'stored' or handed_in_at is null;
create trigger touch_updated_at before update on deal_files
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on deal_files
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC006', '{"pending": ["stored", "refused"]}'
);
create policy deal_files_people on deal_files for select to authenticated using (
  (handed_in_at is not null and brand_id = any((select auth.brand_ids())::uuid[]))
  or creator_user_id = (select auth.uid())
);
create policy deal_files_creators_insert on deal_files for insert to authenticated
with check (creator_user_id = (select auth.uid()));
create policy deal_files_creators_delete on deal_files for delete to authenticated
using (creator_user_id = (select auth.uid()) and handed_in_at is null);
create policy deal_files_admin on deal_files for select to admin using (true);
create policy deal_files_service on deal_files to service using (true) with check (true);
create policy deal_files_internal on deal_files to app_internal using (true) with check (true);
grant select, delete, insert (
  id, escrow_id, brand_id, creator_user_id, file_name, object_key, media_type, size_bytes, checksum_sha256
) on deal_files to authenticated;
grant select on deal_files to admin;
grant select, update (status, refusal_reason, size_bytes, media_type, checksum_sha256, object_key), delete
on deal_files to service;
grant select, update (handed_in_at) on deal_files to app_internal;
-- NOTE: nobody says of themselves that a file has arrived: the service looks.
comment on table deal_files is 'Files that creators hand in for deals, in S3; size in bytes.';

-- What was handed in, one row per revision.
create table deal_submissions (
  id uuid constraint deal_submissions_pkey primary key default uuidv7(),
  escrow_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  revision integer not null,
  kind text not null,
  content_url text,
  file text,
  note text not null default '',
  submitted_at timestamptz not null default now(),
  recalled_at timestamptz,
  live_status text not null default 'unknown',
  live_checked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deal_submissions_belong_to_an_escrow foreign key (escrow_id, brand_id, creator_user_id)
  references escrows (id, brand_id, creator_user_id) on delete restrict,
  constraint deal_submissions_keep_their_sides unique (id, escrow_id, brand_id, creator_user_id),
  constraint deal_submission_is_one_revision unique (escrow_id, revision),
  constraint deal_submissions_revision_counts_from_one check (revision between 1 and 1000),
  constraint deal_submissions_kind_is_known check (kind in ('url', 'file', 'text')),
  constraint deal_submissions_hold_what_their_kind_says check (
    case kind when 'url' then content_url is not null and file is null
      when 'file' then file is not null and content_url is null
      else num_nonnulls(content_url, file) = 0 and app.is_written(note) end
  ),
  constraint deal_submissions_url_is_public check (app.is_public_address(content_url)),
  constraint deal_submissions_file_fits check (length(file) <= 1024),
  constraint deal_submissions_note_fits check (length(note) <= 10000),
  constraint deal_submissions_live_status_is_known check (live_status in ('unknown', 'live', 'gone'))
);
alter table deal_submissions enable row level security;
alter table deal_submissions force row level security;
create index deal_submissions_of_an_escrow
on deal_submissions (escrow_id, brand_id, creator_user_id, revision desc);
create index deal_submissions_of_a_brand on deal_submissions (brand_id, id desc);
create index deal_submissions_of_a_creator on deal_submissions (creator_user_id, id desc);
create index deal_submissions_with_a_post on deal_submissions (creator_user_id, content_url)
where kind = 'url';
create trigger touch_updated_at before update on deal_submissions
for each row execute function app.touch_updated_at();
create trigger content_is_fixed before delete or update of
escrow_id, brand_id, creator_user_id, revision, kind, content_url, file, note, submitted_at on deal_submissions
for each statement execute function app.refuse_change();
create policy deal_submissions_people on deal_submissions for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy deal_submissions_admin on deal_submissions for select to admin using (true);
create policy deal_submissions_service on deal_submissions for select to service using (true);
create policy deal_submissions_internal on deal_submissions to app_internal using (true) with check (true);
grant select on deal_submissions to authenticated, admin, service;
grant select, insert, update (live_status, live_checked_at, recalled_at) on deal_submissions to app_internal;
comment on table deal_submissions is 'Work handed in for an escrow, a row per revision; it is replaced, never changed.';
comment on column deal_submissions.live_status is 'As content_posts of that address says; nobody fetches pages here.';

-- What the brand said about one of them.
create table deal_reviews (
  id uuid constraint deal_reviews_pkey primary key default uuidv7(),
  submission_id uuid not null,
  escrow_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  reviewer_user_id uuid
  constraint deal_reviews_were_written_by_a_user references auth.users (id) on delete restrict,
  decision text not null,
  reason_code text,
  note text not null default '',
  created_at timestamptz not null default now(),
  constraint deal_submission_is_reviewed_once unique (submission_id),
  constraint deal_reviews_belong_to_a_submission
  foreign key (submission_id, escrow_id, brand_id, creator_user_id)
  references deal_submissions (id, escrow_id, brand_id, creator_user_id) on delete restrict,
  constraint deal_reviews_are_by_another check (reviewer_user_id <> creator_user_id),
  constraint deal_reviews_decision_is_known check (decision in ('approved', 'rejected')),
  constraint deal_reviews_reason_is_known
  check (reason_code in ('off_brief', 'quality', 'incomplete', 'rights', 'late', 'other')),
  constraint deal_reviews_reject_for_a_reason check ((decision = 'rejected') = (reason_code is not null)),
  constraint deal_reviews_note_fits check (length(note) <= 5000)
);
alter table deal_reviews enable row level security;
alter table deal_reviews force row level security;
create index deal_reviews_of_a_submission on deal_reviews (submission_id, escrow_id, brand_id, creator_user_id);
create index deal_reviews_of_an_escrow on deal_reviews (escrow_id);
create index deal_reviews_of_a_brand on deal_reviews (brand_id);
create index deal_reviews_of_a_creator on deal_reviews (creator_user_id);
create index deal_reviews_by_reviewer on deal_reviews (reviewer_user_id);
select app.keep_append_only('deal_reviews');
create policy deal_reviews_people on deal_reviews for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy deal_reviews_admin on deal_reviews for select to admin using (true);
create policy deal_reviews_service on deal_reviews for select to service using (true);
create policy deal_reviews_internal on deal_reviews to app_internal using (true) with check (true);
grant select on deal_reviews to authenticated, admin, service;
grant select, insert on deal_reviews to app_internal;
comment on table deal_reviews is 'Reviews of submissions to deals; reviewer_user_id is NULL where time ran out. Append-only.';

-- migrate:down
set local lock_timeout = '3s';
drop table deal_reviews;
drop table deal_submissions;
drop table deal_files;
