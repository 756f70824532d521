-- migrate:up
set local lock_timeout = '3s';

-- A link of the campaign itself, for a button in a profile or an advertisement. Codes are unique over both kinds.
create table campaign_cta_links (
  id uuid constraint campaign_cta_links_pkey primary key
  constraint campaign_cta_links_are_links references tracking_links (id) on delete cascade,
  campaign_id uuid not null,
  brand_id uuid not null,
  label text not null,
  short_code text not null
  constraint campaign_cta_links_share_their_code references tracking_links (short_code) on delete cascade,
  destination_url text not null,
  created_at timestamptz not null default now(),
  constraint campaign_cta_links_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint campaign_cta_links_code_is_one_links unique (short_code),
  constraint campaign_cta_links_label_is_given check (length(btrim(label)) between 1 and 200),
  constraint campaign_cta_links_destination_is_https check (destination_url like 'https://%')
);
alter table campaign_cta_links enable row level security;
alter table campaign_cta_links force row level security;
create index campaign_cta_links_of_a_campaign on campaign_cta_links (campaign_id, brand_id, id);
create index campaign_cta_links_of_a_brand on campaign_cta_links (brand_id);
create policy campaign_cta_links_members on campaign_cta_links for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_cta_links_managers_insert on campaign_cta_links for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_cta_links_managers_update on campaign_cta_links for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_cta_links_admin on campaign_cta_links to admin using (true) with check (true);
create policy campaign_cta_links_service on campaign_cta_links for select to service using (true);
grant select, insert (id, campaign_id, brand_id, label, short_code, destination_url), update (label)
on campaign_cta_links to authenticated, admin;
grant select on campaign_cta_links to service;
comment on table campaign_cta_links is 'Labelled links of a campaign itself; each is a tracking link without a creator.';

-- A day's figures of a campaign and one creator (or none). Reports read these, never the raw events.
create table tracking_aggregates (
  id uuid constraint tracking_aggregates_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid
  constraint tracking_aggregates_count_for_a_creator references auth.users (id) on delete restrict,
  aggregate_date date not null,
  total_clicks bigint not null default 0,
  unique_clicks bigint not null default 0,
  total_views bigint not null default 0,
  total_conversions bigint not null default 0,
  conversion_value bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tracking_aggregates_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint tracking_is_aggregated_once_a_day
  unique nulls not distinct (campaign_id, creator_user_id, aggregate_date),
  constraint tracking_aggregates_are_not_negative check (
    total_clicks >= 0 and unique_clicks >= 0 and total_views >= 0 and total_conversions >= 0
    and conversion_value >= 0
  ),
  constraint tracking_aggregates_uniques_are_clicks check (unique_clicks <= total_clicks)
);
alter table tracking_aggregates enable row level security;
alter table tracking_aggregates force row level security;
create index tracking_aggregates_of_a_campaign on tracking_aggregates (campaign_id, brand_id, aggregate_date);
create index tracking_aggregates_of_a_brand on tracking_aggregates (brand_id, aggregate_date);
create index tracking_aggregates_of_a_creator on tracking_aggregates (creator_user_id, aggregate_date);
create trigger touch_updated_at before update on tracking_aggregates
for each row execute function app.touch_updated_at();
create policy tracking_aggregates_people on tracking_aggregates for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy tracking_aggregates_admin on tracking_aggregates for select to admin using (true);
create policy tracking_aggregates_service on tracking_aggregates for select to service using (true);
create policy tracking_aggregates_internal on tracking_aggregates to app_internal using (true) with check (true);
grant select on tracking_aggregates to authenticated, admin, service, app_internal;
grant insert, update, delete on tracking_aggregates to app_internal;
-- NOTE: nobody writes: app.aggregate_tracking_events counts and writes.
comment on table tracking_aggregates is 'Figures per campaign, creator and day (UTC); conversion_value in minor units.';

-- What was bought. Kept apart from the events: an order counts once per campaign, for ever.
create table conversions (
  id uuid constraint conversions_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid
  constraint conversions_count_for_a_creator references auth.users (id) on delete restrict,
  tracking_link_id uuid not null
  constraint conversions_came_through_a_link references tracking_links (id) on delete restrict,
  click_id uuid,
  order_id text not null,
  value bigint not null,
  currency text not null,
  converted_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint conversions_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint order_converts_once_per_campaign unique (campaign_id, order_id),
  constraint conversions_order_fits check (length(order_id) between 1 and 200),
  constraint conversions_value_is_not_negative check (value >= 0),
  constraint conversions_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table conversions enable row level security;
alter table conversions force row level security;
create index conversions_of_a_campaign on conversions (campaign_id, brand_id, converted_at);
create index conversions_of_a_brand on conversions (brand_id, id desc);
create index conversions_of_a_creator on conversions (creator_user_id);
create index conversions_of_a_link on conversions (tracking_link_id);
create index conversions_in_time on conversions (converted_at);
create policy conversions_members on conversions for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy conversions_admin on conversions for select to admin using (true);
create policy conversions_service on conversions for select to service using (true);
create policy conversions_internal on conversions to app_internal using (true) with check (true);
grant select on conversions to authenticated, admin, service, app_internal;
grant insert on conversions to app_internal;
comment on table conversions is 'Orders that followed a click; value in minor units.';

-- migrate:down
set local lock_timeout = '3s';
drop table conversions;
drop table tracking_aggregates;
drop table campaign_cta_links;
