-- migrate:up
set local lock_timeout = '3s';

-- Files for a campaign; they go to S3 by presigned POST, and are looked at again when they have arrived. Creators
-- upload the files that they hand in the same way as brands upload theirs: into the same table, on their own behalf. A
-- brand sees such a file once it was handed in.
create table campaign_assets (
  id uuid constraint campaign_assets_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  uploaded_by uuid not null
  constraint campaign_assets_were_uploaded_by_a_user references auth.users (id) on delete restrict,
  creator_user_id uuid,
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
  constraint campaign_assets_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint campaign_assets_come_from_a_participant foreign key (campaign_id, creator_user_id)
  references campaign_participants (campaign_id, creator_user_id) on delete restrict,
  constraint campaign_assets_of_creators_are_their_own check (uploaded_by = creator_user_id),
  constraint campaign_assets_have_a_key_of_their_own unique (object_key),
  constraint campaign_assets_name_fits check (length(btrim(file_name)) between 1 and 255),
  constraint campaign_assets_type_is_allowed check (media_type in (
    'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4', 'video/quicktime', 'application/pdf'
  )),
  constraint campaign_assets_size_is_allowed check (size_bytes between 1 and 209715200),
  constraint campaign_assets_checksum_is_sha256 check (checksum_sha256 ~ '^[0-9a-f]{64}$'),
  constraint campaign_assets_status_is_known check (status in ('pending', 'stored', 'refused')),
  constraint campaign_assets_refusal_is_known check (refusal_reason in ('size', 'type', 'checksum')),
  constraint campaign_assets_refusal_has_a_reason check ((status = 'refused') = (refusal_reason is not null)),
  constraint campaign_assets_are_handed_in_by_creators
  check (handed_in_at is null or (creator_user_id is not null and status = 'stored'))
);
alter table campaign_assets enable row level security;
alter table campaign_assets force row level security;
create index campaign_assets_of_a_campaign on campaign_assets (campaign_id, brand_id, id desc);
create index campaign_assets_of_a_brand on campaign_assets (brand_id, id desc);
create index campaign_assets_by_uploader on campaign_assets (uploaded_by);
create index campaign_assets_of_a_creator on campaign_assets (creator_user_id, id desc);
create index campaign_assets_of_a_participant on campaign_assets (campaign_id, creator_user_id, id desc);
create index campaign_assets_loose on campaign_assets (created_at, id)
where status <> 'stored' or (creator_user_id is not null and handed_in_at is null);
create trigger touch_updated_at before update on campaign_assets
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on campaign_assets
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC006', '{"pending": ["stored", "refused"]}'
);
create policy campaign_assets_people on campaign_assets for select to authenticated using (
  (brand_id = any((select auth.brand_ids())::uuid[]) and (creator_user_id is null or handed_in_at is not null))
  or (campaign_id = any((select auth.creator_current_campaign_ids())::uuid[]) and creator_user_id is null)
  or creator_user_id = (select auth.uid())
);
create policy campaign_assets_managers_insert on campaign_assets for insert to authenticated with check (
  brand_id = any((select auth.campaign_brand_ids())::uuid[])
  and creator_user_id is null and uploaded_by = (select auth.uid())
);
create policy campaign_assets_creators_insert on campaign_assets for insert to authenticated
with check (creator_user_id = (select auth.uid()));
create policy campaign_assets_managers_delete on campaign_assets for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and creator_user_id is null);
create policy campaign_assets_creators_delete on campaign_assets for delete to authenticated
using (creator_user_id = (select auth.uid()) and handed_in_at is null);
create policy campaign_assets_admin on campaign_assets to admin using (true) with check (true);
create policy campaign_assets_service on campaign_assets to service using (true) with check (true);
create policy campaign_assets_internal on campaign_assets to app_internal using (true) with check (true);
grant select, delete, insert (
  id, campaign_id, brand_id, uploaded_by, creator_user_id, file_name, object_key, media_type, size_bytes,
  checksum_sha256
) on campaign_assets to authenticated, admin;
-- Each attempt to store a file copies to a key of its own, which the row takes when it becomes stored.
grant select, update (status, refusal_reason, size_bytes, media_type, checksum_sha256, object_key), delete
on campaign_assets to service;
grant select, update (handed_in_at) on campaign_assets to app_internal;
-- NOTE: nobody says of themselves that a file has arrived: the service looks.
-- NOTE: what was handed in stays: neither its creator nor the brand deletes it.
comment on table campaign_assets is 'Files of campaigns in S3; size in bytes.';
comment on column campaign_assets.creator_user_id is 'Who hands it in; NULL for a file of the brand.';
comment on column campaign_assets.handed_in_at is 'When a submission referred to it first.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_assets;
