-- migrate:up
set local lock_timeout = '3s';

-- A brand is an organization; people belong to it as members.
create table brand_profiles (
  id uuid constraint brand_profiles_pkey primary key default uuidv7(),
  name text not null,
  slug text not null,
  website text,
  industry text,
  logo_url text,
  description text not null default '',
  owner_user_id uuid not null
  constraint brand_profiles_are_owned_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint brand_profiles_slug_is_taken unique (slug),
  constraint brand_profiles_slug_is_url_safe check (slug ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
  constraint brand_profiles_name_is_given check (length(btrim(name)) between 1 and 200),
  constraint brand_profiles_website_is_https check (website like 'https://%'),
  constraint brand_profiles_logo_is_https check (logo_url like 'https://%'),
  constraint brand_profiles_description_fits check (length(description) <= 5000)
);
alter table brand_profiles enable row level security;
alter table brand_profiles force row level security;
create index brand_profiles_by_owner on brand_profiles (owner_user_id);
create trigger touch_updated_at before update on brand_profiles
for each row execute function app.touch_updated_at();
select app.audit_table('brand_profiles', 'id');
create policy brand_profiles_members on brand_profiles for select to authenticated
using (id = any((select auth.brand_ids())::uuid[]));
create policy brand_profiles_managers on brand_profiles for update to authenticated
using (id = any((select auth.member_brand_ids())::uuid[]))
with check (id = any((select auth.member_brand_ids())::uuid[]));
create policy brand_profiles_admin on brand_profiles to admin using (true) with check (true);
create policy brand_profiles_service on brand_profiles to service using (true) with check (true);
create policy brand_profiles_internal on brand_profiles to app_internal using (true) with check (true);
grant select, update (name, slug, website, industry, logo_url, description)
on brand_profiles to authenticated, admin;
grant select on brand_profiles to service;
grant select, insert, update on brand_profiles to app_internal; -- FOR NO KEY UPDATE asks for UPDATE
-- NOTE: no INSERT for people: sign-up and app.create_brand make brands, with their first member.
comment on table brand_profiles is 'Brands (organizations) that run campaigns.';

-- migrate:down
set local lock_timeout = '3s';
drop table brand_profiles;
