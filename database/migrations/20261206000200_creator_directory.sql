-- migrate:up
set local lock_timeout = '3s';

-- What a search asks for; NULL asks for nothing. Amounts in minor units. It belongs to whom the functions belong that
-- take it.
set local role app_internal;
create type app.creator_filters as (
  search text,
  platform text [],
  category text [],
  country text [],
  language text [],
  followers_min bigint,
  followers_max bigint,
  engagement_min numeric,
  rate_type text,
  rate_currency text,
  rate_max bigint
);
reset role;

-- What brands search: creators who are here (active, with the role), one narrow row each. The four orders of a list
-- carry what is filtered by, so that a walk along one reads no table; what few have is found by its words.
create table creator_directory (
  user_id uuid constraint creator_directory_pkey primary key
  constraint creator_directory_follows_a_profile references creator_profiles (user_id) on delete cascade,
  name_key text collate "C" not null,
  followers bigint not null,
  engagement integer not null,
  joined_at timestamptz not null,
  country_code text,
  platform_bits smallint not null,
  category_bits bigint not null,
  language_bits bigint not null,
  rate_bits bigint not null,
  terms tsvector not null,
  created_at timestamptz not null default now()
);
alter table creator_directory enable row level security;
alter table creator_directory force row level security;
create policy creator_directory_internal on creator_directory to app_internal using (true) with check (true);
grant select, insert, update, delete on creator_directory to app_internal;
-- NOTE: derived from profiles, rates and accounts by triggers; app.find_creators reads it for who may.
comment on table creator_directory is
'Index of the creators whom brands find: those who are active. Derived; what they show stands in creator_profiles.';
comment on column creator_directory.name_key is 'Beginning of the name as lists are sorted by it (app.name_words).';
comment on column creator_directory.engagement is 'Best engagement rate in millionths.';
comment on column creator_directory.category_bits is 'Categories as app.hashed_bits; the words of terms are exact.';
comment on column creator_directory.rate_bits is 'Bands of all rates (app.rate_band), whatever they are for.';

-- Who is matched is listed; from here on triggers keep it.
alter table creator_directory no force row level security;
alter table creator_profiles no force row level security;
alter table creator_rates no force row level security;
alter table creator_cells no force row level security;
insert into creator_directory (
  user_id, name_key, followers, engagement, joined_at, country_code, platform_bits, category_bits, language_bits,
  rate_bits, terms
)
select
  p.user_id,
  left(array_to_string(app.name_words(p.display_name), ' '), 24),
  p.total_followers,
  p.best_engagement_rate * 1000000,
  p.created_at,
  p.country_code,
  coalesce((
    select bit_or(1 << (array_position('{instagram,tiktok,twitter,linkedin,youtube}', o.platform) - 1))
    from unnest(p.platforms) as o (platform)
  ), 0),
  app.hashed_bits(c.category_keys),
  app.hashed_bits(string_to_array(lower(array_to_string(p.languages, ',')), ',')),
  coalesce((select bit_or(1::bigint << app.rate_band(r.amount)) from creator_rates as r where r.user_id = p.user_id), 0),
  array_to_tsvector(app.directory_terms(
    app.name_words(p.display_name), c.category_keys, p.languages, p.country_code, p.platforms, array(
      select concat_ws(':', r.deliverable_type, r.currency, app.rate_band(r.amount))
      from creator_rates as r
      where r.user_id = p.user_id
    )
  ))
from creator_profiles as p
inner join creator_cells as c on p.user_id = c.user_id and c.category = '' and c.platform_set = 0;
alter table creator_cells force row level security;
alter table creator_rates force row level security;
alter table creator_profiles force row level security;
alter table creator_directory force row level security;

create index creator_directory_by_followers on creator_directory (followers desc, user_id desc)
include (engagement, country_code, platform_bits, category_bits, language_bits, rate_bits);
create index creator_directory_by_engagement on creator_directory (engagement desc, user_id desc)
include (followers, country_code, platform_bits, category_bits, language_bits, rate_bits);
create index creator_directory_by_name on creator_directory (name_key, user_id)
include (followers, engagement, country_code, platform_bits, category_bits, language_bits, rate_bits);
create index creator_directory_by_age on creator_directory (joined_at desc, user_id desc)
include (followers, engagement, country_code, platform_bits, category_bits, language_bits, rate_bits);
create index creator_directory_by_terms on creator_directory using gin (terms);

-- migrate:down
set local lock_timeout = '3s';
drop table creator_directory;
set local role app_internal;
drop function if exists app.directory_facets(app.creator_filters);
drop function if exists app.directory_proof(app.creator_filters);
drop function if exists app.directory_words(app.creator_filters);
drop type app.creator_filters;
reset role;
