-- migrate:up
set local lock_timeout = '3s';

-- What a person shows of themselves.
create table user_profiles (
  id uuid constraint user_profiles_pkey primary key
  constraint user_profiles_belong_to_a_user references auth.users (id) on delete cascade,
  email text not null,
  full_name text not null default '',
  avatar_url text,
  bio text not null default '',
  location text not null default '',
  phone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_profiles_full_name_fits check (length(full_name) <= 200),
  constraint user_profiles_bio_fits check (length(bio) <= 2000),
  constraint user_profiles_avatar_is_https check (avatar_url like 'https://%')
);
alter table user_profiles enable row level security;
alter table user_profiles force row level security;
create index user_profiles_by_part_of_name on user_profiles using gin (full_name extensions.gin_trgm_ops);
create trigger touch_updated_at before update on user_profiles
for each row execute function app.touch_updated_at();
create policy user_profiles_self_select on user_profiles for select to authenticated
using (id = (select auth.uid()));
create policy user_profiles_self_update on user_profiles for update to authenticated
using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy user_profiles_admin on user_profiles to admin using (true) with check (true);
create policy user_profiles_service on user_profiles to service using (true) with check (true);
create policy user_profiles_internal on user_profiles to app_internal using (true) with check (true);
grant select, update (full_name, avatar_url, bio, location, phone)
on user_profiles to authenticated, admin, service;
grant update (email) on user_profiles to service;
grant select, insert on user_profiles to app_internal;
grant update (email, full_name, avatar_url, bio, location, phone) on user_profiles to app_internal;
-- NOTE: no INSERT for people: the trigger on auth.users makes the profile.
comment on table user_profiles is 'Names, pictures and contact data of users; the e-mail is a copy of the account''s.';

-- migrate:down
set local lock_timeout = '3s';
drop table user_profiles;
