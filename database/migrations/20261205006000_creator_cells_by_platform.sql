-- migrate:up
set local lock_timeout = '3s';

-- A campaign that needs platforms looks at the figures of those. A creator therefore has a cell for every set of the
-- platforms that they have, beside the one for all of them (0), and stands in it by engagement without its cap.
set local role app_internal;
drop function if exists app.open_cells(app.match_target);
drop function if exists app.match_parts(app.match_target, public.creator_cells);
alter type app.match_target add attribute place_required boolean, add attribute category_required boolean;
-- Who may become one of the best, while a search goes on: points in hundredths, followers beyond the range.
create type app.match_candidate as (user_id uuid, points integer, merit bigint, excess bigint);
reset role;

alter table creator_cells
add column platform_set smallint not null default 0,
add column merit bigint not null default 0,
add column engagement_is_known boolean not null default true,
add column recount_at timestamptz;
alter table creator_cells
drop constraint creator_cells_pkey,
add constraint creator_cells_pkey primary key (user_id, category, platform_set);
drop index creator_cells_by_country;
drop index creator_cells_by_region;
drop index creator_cells_anywhere;

-- Every creator is counted anew by the next synchronisation (app.recount_creators). Until then each set has the figures
-- of all platforms, which is what searches went by so far.
alter table creator_cells no force row level security;
update creator_cells
set merit = engagement_points * 1000000000::bigint / 1500, recount_at = now();
insert into creator_cells (
  user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits, category_keys,
  platform_set, merit, recount_at
)
select
  c.user_id,
  c.category,
  c.country_code,
  c.region,
  c.city_key,
  c.band,
  c.engagement_points,
  c.followers,
  c.platform_bits,
  c.category_keys,
  s.platform_set,
  c.merit,
  c.recount_at
from creator_cells as c
cross join unnest(array(select generate_series(1, 31))::smallint[]) as s (platform_set)
where s.platform_set & c.platform_bits = s.platform_set;
alter table creator_cells force row level security;

create index creator_cells_by_country on creator_cells (
  platform_set, category, country_code, band, merit desc, user_id
) include (engagement_points, followers, platform_bits, city_key);
create index creator_cells_by_region on creator_cells (platform_set, category, region, band, merit desc, user_id)
include (engagement_points, followers, platform_bits);
create index creator_cells_anywhere on creator_cells (platform_set, category, band, merit desc, user_id)
include (engagement_points, followers, platform_bits);
create index creator_cells_to_recount on creator_cells (recount_at)
where recount_at is not null;
comment on column creator_cells.platform_set is
'The platforms that the figures are of, as bits; 0: all. platform_bits is what the creator has.';
comment on column creator_cells.merit is 'Engagement over the usual rate, in billionths and without a cap.';
comment on column creator_cells.recount_at is 'When figures in it cease to count.';

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function if exists app.open_cells(app.match_target);
drop function if exists app.match_parts(app.match_target, public.creator_cells);
drop function if exists app.match_reason(app.match_target, public.creator_cells, integer, integer, integer);
alter type app.match_target drop attribute place_required, drop attribute category_required;
drop type app.match_candidate;
reset role;
drop index creator_cells_to_recount;
drop index creator_cells_by_country;
drop index creator_cells_by_region;
drop index creator_cells_anywhere;
alter table creator_cells no force row level security;
delete from creator_cells
where platform_set <> 0;
alter table creator_cells force row level security;
alter table creator_cells
drop constraint creator_cells_pkey,
add constraint creator_cells_pkey primary key (user_id, category);
alter table creator_cells
drop column platform_set, drop column merit, drop column engagement_is_known, drop column recount_at;
create index creator_cells_by_country on creator_cells (
  category, country_code, band, engagement_points desc, user_id
) include (followers, platform_bits, city_key);
create index creator_cells_by_region on creator_cells (category, region, band, engagement_points desc, user_id)
include (followers, platform_bits);
create index creator_cells_anywhere on creator_cells (category, band, engagement_points desc, user_id)
include (followers, platform_bits);
