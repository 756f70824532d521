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
-- NOTE: nobody inserts: app.take_daily_snapshots and app.settle_ended_campaigns count and write.
comment on table campaign_snapshots is 'Figures of campaigns at a moment; money in minor units. Append-only.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_snapshots;
