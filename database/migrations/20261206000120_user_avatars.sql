-- migrate:up
set local lock_timeout = '3s';

-- Pictures that people upload of themselves. The one that is shown is user_profiles.avatar_url; a row says where its file
-- is in S3, and that somebody has looked at it.
create table user_avatars (
  id uuid constraint user_avatars_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint user_avatars_belong_to_a_user references auth.users (id) on delete cascade,
  object_key text not null,
  media_type text not null,
  size_bytes bigint not null,
  checksum_sha256 text,
  status text not null default 'pending',
  refusal_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_avatars_have_a_key_of_their_own unique (object_key),
  constraint user_avatars_lie_in_their_persons_folder check (object_key like 'avatars/' || user_id || '/%'),
  constraint user_avatars_type_is_a_picture_for_browsers
  check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  constraint user_avatars_size_is_allowed check (size_bytes between 1 and 2097152),
  constraint user_avatars_checksum_is_sha256 check (checksum_sha256 ~ '^[0-9a-f]{64}$'),
  constraint user_avatars_status_is_known check (status in ('pending', 'stored', 'refused')),
  constraint user_avatars_refusal_is_known check (refusal_reason in ('size', 'type', 'checksum')),
  constraint user_avatars_refusal_has_a_reason check ((status = 'refused') = (refusal_reason is not null))
);
alter table user_avatars enable row level security;
alter table user_avatars force row level security;
create index user_avatars_of_a_person on user_avatars (user_id, id desc);
create trigger touch_updated_at before update on user_avatars
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on user_avatars
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC006', '{"pending": ["stored", "refused"]}'
);
create policy user_avatars_self on user_avatars for select to authenticated
using (user_id = (select auth.uid()));
create policy user_avatars_self_insert on user_avatars for insert to authenticated
with check (user_id = (select auth.uid()));
create policy user_avatars_self_delete on user_avatars for delete to authenticated
using (user_id = (select auth.uid()));
create policy user_avatars_admin on user_avatars to admin using (true) with check (true);
create policy user_avatars_service on user_avatars to service using (true) with check (true);
create policy user_avatars_internal on user_avatars to app_internal using (true) with check (true);
grant select, insert (user_id, object_key, media_type, size_bytes, checksum_sha256), delete
on user_avatars to authenticated, admin;
grant select, update (status, refusal_reason, size_bytes, checksum_sha256, object_key), delete
on user_avatars to service;
grant select, delete on user_avatars to app_internal;
-- NOTE: nobody says of themselves that a file has arrived: the service looks.
comment on table user_avatars is 'Uploaded pictures of people in S3; size in bytes. GET /avatars/{id} shows the one in use.';

-- migrate:down
set local lock_timeout = '3s';
drop table user_avatars;
