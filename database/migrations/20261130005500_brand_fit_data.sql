-- migrate:up
set local lock_timeout = '3s';

-- What fits a brand; matching reads it.
create table brand_fit_data (
  brand_id uuid constraint brand_fit_data_pkey primary key
  constraint brand_fit_data_belong_to_a_brand references brand_profiles (id) on delete cascade,
  categories text[] not null default '{}',
  tone text not null default '',
  target_locations text[] not null default '{}',
  target_age_ranges text[] not null default '{}',
  excluded_categories text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint brand_fit_data_lists_are_short check (
    cardinality(categories) <= 50 and cardinality(target_locations) <= 50
    and cardinality(target_age_ranges) <= 20 and cardinality(excluded_categories) <= 50
  ),
  constraint brand_fit_data_tone_fits check (length(tone) <= 1000),
  constraint brand_fit_data_wants_nothing_it_excludes check (not categories && excluded_categories)
);
alter table brand_fit_data enable row level security;
alter table brand_fit_data force row level security;
create trigger touch_updated_at before update on brand_fit_data
for each row execute function app.touch_updated_at();
create policy brand_fit_data_members on brand_fit_data for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy brand_fit_data_managers_insert on brand_fit_data for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy brand_fit_data_managers_update on brand_fit_data for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy brand_fit_data_admin on brand_fit_data to admin using (true) with check (true);
create policy brand_fit_data_service on brand_fit_data for select to service using (true);
create policy brand_fit_data_internal on brand_fit_data for select to app_internal using (true);
grant select, insert (brand_id, categories, tone, target_locations, target_age_ranges, excluded_categories),
update (categories, tone, target_locations, target_age_ranges, excluded_categories)
on brand_fit_data to authenticated, admin;
grant select on brand_fit_data to service, app_internal;
comment on table brand_fit_data is 'Categories, tone, places and ages that fit a brand.';

-- migrate:down
set local lock_timeout = '3s';
drop table brand_fit_data;
