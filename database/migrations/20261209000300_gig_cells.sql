-- migrate:up
set local lock_timeout = '3s';

-- Who looks for gigs, one of them, and what is read at once. They belong to whom the functions belong that take them.
set local role app_internal;
create type app.gig_seeker as (
  user_id uuid,
  followers bigint,
  platform_bits smallint,
  country_code text,
  region text,
  languages text [],
  listed text [],
  related text [],
  own_brands uuid [],
  own_gigs uuid []
);
create type app.gig_candidate as (gig_id uuid, fits boolean, points integer);
create type app.gig_step as (
  platform_bits smallint,
  has_platform boolean,
  followers bigint,
  level integer,
  categories text [],
  passed text []
);
reset role;

-- What matching reads of gigs that are open: one narrow row for each category that a gig asks for and one with the
-- category '' for all of them, or the one row ' ' of a gig that asks for none.
create table gig_cells (
  gig_id uuid not null
  constraint gig_cells_follow_a_gig references gigs (id) on delete cascade,
  category text not null,
  brand_id uuid not null,
  platform_bits smallint not null,
  followers_min bigint not null,
  followers_max bigint,
  category_keys text[] not null,
  countries text[] not null,
  regions text[] not null,
  languages text[] not null,
  takes_until timestamptz not null,
  is_shown boolean not null,
  created_at timestamptz not null default now(),
  constraint gig_cells_pkey primary key (gig_id, category)
);
alter table gig_cells enable row level security;
alter table gig_cells force row level security;
create index gig_cells_by_need on gig_cells (platform_bits, category, followers_min, gig_id)
include (brand_id, followers_max, category_keys, countries, regions, languages, takes_until) where is_shown;
create index gig_cells_of_a_brand on gig_cells (brand_id);
create policy gig_cells_internal on gig_cells to app_internal using (true) with check (true);
grant select, insert, update, delete on gig_cells to app_internal;
-- NOTE: derived from gigs by triggers; nobody else reads or writes it.
comment on table gig_cells is
'Index of open gigs by platforms (bits), category and fewest followers. Derived; app.place_lost_gigs brings what is missing.';
comment on column gig_cells.takes_until is 'When it ends, or takes no more applications.';
comment on column gig_cells.is_shown is 'Whether anybody of its brand can act.';

-- migrate:down
set local lock_timeout = '3s';
drop table gig_cells;
set local role app_internal;
drop function if exists app.best_gigs(app.gig_seeker, boolean, integer, uuid, integer);
drop function if exists app.read_gig_step(
  app.gig_seeker, app.gig_step, boolean, integer, integer, uuid, integer
);
drop function if exists app.gig_steps(app.gig_seeker);
drop function if exists app.gig_seeker_now();
drop type app.gig_step;
drop type app.gig_candidate;
drop type app.gig_seeker;
reset role;
