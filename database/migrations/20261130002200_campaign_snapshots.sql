-- migrate:up
set local lock_timeout = '3s';

-- A campaign's figures at a moment: daily, and when it is over.
create table campaign_snapshots (
  id uuid constraint campaign_snapshots_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  kind text not null,
  snapshot_date date not null,
  figures jsonb not null,
  created_at timestamptz not null default now(),
  constraint campaign_snapshots_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint campaign_snapshot_is_taken_once unique (campaign_id, kind, snapshot_date),
  constraint campaign_snapshots_kind_is_known check (kind in ('daily', 'completion')),
  constraint campaign_snapshots_figures_are_an_object check (jsonb_typeof(figures) = 'object')
);
alter table campaign_snapshots enable row level security;
alter table campaign_snapshots force row level security;
create index campaign_snapshots_of_a_campaign on campaign_snapshots (campaign_id, brand_id, id desc);
create index campaign_snapshots_of_a_brand on campaign_snapshots (brand_id, id desc);
select app.keep_append_only('campaign_snapshots');
create policy campaign_snapshots_members on campaign_snapshots for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_snapshots_admin on campaign_snapshots for select to admin using (true);
create policy campaign_snapshots_service on campaign_snapshots for select to service using (true);
create policy campaign_snapshots_internal on campaign_snapshots to app_internal using (true) with check (true);
grant select on campaign_snapshots to authenticated, admin, service, app_internal;
grant insert on campaign_snapshots to app_internal;
-- NOTE: nobody inserts: app.take_campaign_snapshot counts and writes.
comment on table campaign_snapshots is 'Figures of campaigns at a moment; money in minor units. Append-only.';

-- Files of a brand for a campaign; they go to S3 by presigned POST, and are looked at again when they have arrived.
create table campaign_assets (
  id uuid constraint campaign_assets_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  uploaded_by uuid not null
  constraint campaign_assets_were_uploaded_by_a_user references auth.users (id) on delete restrict,
  file_name text not null,
  object_key text not null,
  media_type text not null,
  size_bytes bigint not null,
  checksum_sha256 text,
  status text not null default 'pending',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_assets_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint campaign_assets_have_a_key_of_their_own unique (object_key),
  constraint campaign_assets_name_fits check (length(btrim(file_name)) between 1 and 255),
  constraint campaign_assets_type_is_allowed check (media_type in (
    'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4', 'video/quicktime', 'application/pdf'
  )),
  constraint campaign_assets_size_is_allowed check (size_bytes between 1 and 209715200),
  constraint campaign_assets_checksum_is_sha256 check (checksum_sha256 ~ '^[0-9a-f]{64}$'),
  constraint campaign_assets_status_is_known check (status in ('pending', 'stored', 'refused'))
);
alter table campaign_assets enable row level security;
alter table campaign_assets force row level security;
create index campaign_assets_of_a_campaign on campaign_assets (campaign_id, brand_id, id desc);
create index campaign_assets_of_a_brand on campaign_assets (brand_id, id desc);
create index campaign_assets_by_uploader on campaign_assets (uploaded_by);
create trigger touch_updated_at before update on campaign_assets
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on campaign_assets
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC006', '{"pending": ["stored", "refused"]}'
);
create policy campaign_assets_people on campaign_assets for select to authenticated using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
create policy campaign_assets_managers_insert on campaign_assets for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and uploaded_by = (select auth.uid()));
create policy campaign_assets_managers_delete on campaign_assets for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_assets_admin on campaign_assets to admin using (true) with check (true);
create policy campaign_assets_service on campaign_assets to service using (true) with check (true);
grant select, insert (id, campaign_id, brand_id, uploaded_by, file_name, object_key, media_type, size_bytes), delete
on campaign_assets to authenticated, admin;
grant select, update (status, size_bytes, media_type, checksum_sha256), delete on campaign_assets to service;
-- NOTE: nobody says of themselves that a file has arrived: the service looks.
comment on table campaign_assets is 'Files of campaigns in S3; size in bytes.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_assets;
drop table campaign_snapshots;
