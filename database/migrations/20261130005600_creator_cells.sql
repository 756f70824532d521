-- migrate:up
set local lock_timeout = '3s';

-- What a campaign asks for. An empty list or NULL asks for nothing. It belongs to whom the functions belong that take
-- it.
set local role app_internal;
create type app.match_target as (
  campaign_id uuid,
  minimum bigint,
  maximum bigint,
  listed text [],
  related text [],
  spots text [],
  regions text [],
  platform_bits smallint,
  excluded text []
);
reset role;

-- What matching reads: creators who may be matched (active, with the role), one narrow row for each of their
-- categories and one with the category '' for all of them, sorted by what bounds a score.
create table creator_cells (
  user_id uuid not null
  constraint creator_cells_follow_a_profile references creator_profiles (user_id) on delete cascade,
  category text not null,
  country_code text,
  region text,
  city_key text,
  band smallint not null,
  engagement_points smallint not null,
  followers bigint not null,
  platform_bits smallint not null,
  category_keys text[] not null,
  created_at timestamptz not null default now(),
  constraint creator_cells_pkey primary key (user_id, category)
);
alter table creator_cells enable row level security;
alter table creator_cells force row level security;
create index creator_cells_by_country on creator_cells (
  category, country_code, band, engagement_points desc, user_id
) include (followers, platform_bits, city_key);
create index creator_cells_by_region on creator_cells (category, region, band, engagement_points desc, user_id)
include (followers, platform_bits);
create index creator_cells_anywhere on creator_cells (category, band, engagement_points desc, user_id)
include (followers, platform_bits);
create policy creator_cells_internal on creator_cells to app_internal using (true) with check (true);
grant select, insert, update, delete on creator_cells to app_internal;
-- NOTE: derived from profiles and accounts by triggers; nobody else reads or writes it.
comment on table creator_cells is
'Index of matchable creators by category, place, band of followers and engagement. Derived; points are hundredths.';

-- migrate:down
set local lock_timeout = '3s';
drop table creator_cells;
set local role app_internal;
drop type app.match_target;
reset role;
