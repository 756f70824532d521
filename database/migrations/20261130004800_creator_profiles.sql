-- migrate:up
set local lock_timeout = '3s';

-- What brands look for when they look for a creator; the totals follow the accounts by trigger.
create table creator_profiles (
  user_id uuid constraint creator_profiles_pkey primary key
  constraint creator_profiles_belong_to_a_user references auth.users (id) on delete cascade,
  display_name text not null default '',
  categories text[] not null default '{}',
  languages text[] not null default '{}',
  country_code text,
  city text,
  rates jsonb not null default '{}',
  verified boolean not null default false,
  total_followers bigint not null default 0,
  best_engagement_rate numeric(7, 6) not null default 0,
  platforms text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creator_profiles_display_name_fits check (length(display_name) <= 200),
  constraint creator_profiles_categories_are_few check (cardinality(categories) <= 20),
  constraint creator_profiles_languages_are_few check (cardinality(languages) <= 20),
  constraint creator_profiles_country_is_iso check (country_code ~ '^[A-Z]{2}$'),
  constraint creator_profiles_city_fits check (length(city) between 1 and 200),
  constraint creator_profiles_rates_are_an_object check (jsonb_typeof(rates) = 'object'),
  constraint creator_profiles_followers_are_not_negative check (total_followers >= 0)
);
alter table creator_profiles enable row level security;
alter table creator_profiles force row level security;
create trigger touch_updated_at before update on creator_profiles
for each row execute function app.touch_updated_at();
create policy creator_profiles_readers on creator_profiles for select to authenticated using (true);
create policy creator_profiles_own_update on creator_profiles for update to authenticated
using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy creator_profiles_admin on creator_profiles to admin using (true) with check (true);
create policy creator_profiles_service on creator_profiles for select to service using (true);
create policy creator_profiles_internal on creator_profiles to app_internal using (true) with check (true);
grant select, update (display_name, categories, languages, country_code, city, rates)
on creator_profiles to authenticated;
grant select, update (display_name, categories, languages, country_code, city, rates, verified)
on creator_profiles to admin;
grant select on creator_profiles to service;
grant select, insert, update, delete on creator_profiles to app_internal;
-- NOTE: totals are the trigger's, the badge is the administrator's.
comment on table creator_profiles is 'Public profiles of creators; totals over their connected accounts.';

-- migrate:down
set local lock_timeout = '3s';
drop table creator_profiles;
