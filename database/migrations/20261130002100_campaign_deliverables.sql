-- migrate:up
set local lock_timeout = '3s';

-- What a creator has to deliver, and what one unit pays.
create table campaign_deliverables (
  id uuid constraint campaign_deliverables_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  deliverable_type text not null,
  quantity integer not null default 1,
  description text not null default '',
  compensation_amount bigint not null default 0,
  due_date date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_deliverables_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint campaign_deliverables_keep_their_tenants unique (id, campaign_id, brand_id),
  constraint campaign_deliverables_type_is_known check (deliverable_type in (
    'instagram_post', 'instagram_story', 'instagram_reel', 'tiktok_video', 'youtube_video', 'youtube_short',
    'tweet', 'twitter_thread', 'linkedin_post', 'linkedin_article', 'blog_post', 'other'
  )),
  constraint campaign_deliverables_quantity_is_sane check (quantity between 1 and 1000),
  constraint campaign_deliverables_compensation_is_not_negative check (compensation_amount >= 0),
  constraint campaign_deliverables_description_fits check (length(description) <= 5000)
);
alter table campaign_deliverables enable row level security;
alter table campaign_deliverables force row level security;
create index campaign_deliverables_of_a_campaign on campaign_deliverables (campaign_id, brand_id, id);
create index campaign_deliverables_by_brand on campaign_deliverables (brand_id);
create trigger touch_updated_at before update on campaign_deliverables
for each row execute function app.touch_updated_at();
create policy campaign_deliverables_members on campaign_deliverables for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_deliverables_creators on campaign_deliverables for select to authenticated
using (campaign_id = any((select auth.creator_campaign_ids())::uuid[]));
create policy campaign_deliverables_managers_insert on campaign_deliverables for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_deliverables_managers_update on campaign_deliverables for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_deliverables_managers_delete on campaign_deliverables for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_deliverables_admin on campaign_deliverables to admin using (true) with check (true);
create policy campaign_deliverables_service on campaign_deliverables for select to service using (true);
create policy campaign_deliverables_internal on campaign_deliverables to app_internal
using (true) with check (true);
grant select, delete,
insert (campaign_id, brand_id, deliverable_type, quantity, description, compensation_amount, due_date),
update (deliverable_type, quantity, description, compensation_amount, due_date)
on campaign_deliverables to authenticated, admin;
grant select on campaign_deliverables to service, app_internal;
comment on table campaign_deliverables is
'Deliverables of a campaign; compensation_amount is per unit, in minor units of the campaign''s currency.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_deliverables;
