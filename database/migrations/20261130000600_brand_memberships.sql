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
grant select, insert on brand_profiles to app_internal;
-- NOTE: no INSERT for people: sign-up and app.create_brand make brands, with their first member.
comment on table brand_profiles is 'Brands (organizations) that run campaigns.';

-- What a brand-level role may do; rows, so that a new role is no migration of policies.
create table tenant_role_rules (
  role text not null,
  permission text not null,
  created_at timestamptz not null default now(),
  constraint tenant_role_rules_pkey primary key (role, permission),
  constraint tenant_role_rules_role_is_known check (role in ('brand_admin', 'campaign_manager', 'analyst')),
  constraint tenant_role_rules_permission_is_known
  check (permission in ('read', 'campaign', 'money', 'members'))
);
alter table tenant_role_rules enable row level security;
alter table tenant_role_rules force row level security;
create policy tenant_role_rules_readers on tenant_role_rules for select to authenticated, service using (true);
create policy tenant_role_rules_admin on tenant_role_rules for select to admin using (true);
create policy tenant_role_rules_internal on tenant_role_rules for select to app_internal using (true);
grant select on tenant_role_rules to authenticated, admin, service, app_internal;
-- NOTE: rules change by migration only.
comment on table tenant_role_rules is 'Brand-level role → permission (read, campaign, money, members).';
alter table tenant_role_rules no force row level security;
insert into tenant_role_rules (role, permission) values
('brand_admin', 'read'), ('brand_admin', 'campaign'), ('brand_admin', 'money'), ('brand_admin', 'members'),
('campaign_manager', 'read'), ('campaign_manager', 'campaign'),
('analyst', 'read');
alter table tenant_role_rules force row level security;

-- Who belongs to a brand.
create table brand_memberships (
  brand_id uuid not null
  constraint brand_memberships_belong_to_a_brand references brand_profiles (id) on delete cascade,
  user_id uuid not null
  constraint brand_memberships_belong_to_a_user references auth.users (id) on delete cascade,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint brand_memberships_pkey primary key (brand_id, user_id),
  constraint brand_memberships_status_is_known check (status in ('active', 'removed'))
);
alter table brand_memberships enable row level security;
alter table brand_memberships force row level security;
create index brand_memberships_by_user on brand_memberships (user_id);
create trigger touch_updated_at before update on brand_memberships
for each row execute function app.touch_updated_at();
create policy brand_memberships_members on brand_memberships for select to authenticated
using (user_id = (select auth.uid()) or brand_id = any((select auth.brand_ids())::uuid[]));
create policy brand_memberships_managers_update on brand_memberships for update to authenticated
using (brand_id = any((select auth.member_brand_ids())::uuid[]))
with check (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy brand_memberships_admin on brand_memberships to admin using (true) with check (true);
create policy brand_memberships_service on brand_memberships for select to service using (true);
create policy brand_memberships_internal on brand_memberships to app_internal using (true) with check (true);
grant select, update (status) on brand_memberships to authenticated, admin;
grant select on brand_memberships to service;
grant select, insert, update on brand_memberships to app_internal;
-- NOTE: nobody inserts: a member arrives by sign-up or by accepting a team invitation.
comment on table brand_memberships is 'Which user belongs to which brand.';

-- What a member may do there.
create table brand_user_roles (
  brand_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamptz not null default now(),
  constraint brand_user_roles_pkey primary key (brand_id, user_id, role),
  constraint brand_user_roles_belong_to_a_membership foreign key (brand_id, user_id)
  references brand_memberships (brand_id, user_id) on delete cascade,
  constraint brand_user_roles_role_is_known check (role in ('brand_admin', 'campaign_manager', 'analyst'))
);
alter table brand_user_roles enable row level security;
alter table brand_user_roles force row level security;
create index brand_user_roles_by_user on brand_user_roles (user_id);
create policy brand_user_roles_members on brand_user_roles for select to authenticated
using (user_id = (select auth.uid()) or brand_id = any((select auth.brand_ids())::uuid[]));
create policy brand_user_roles_managers_insert on brand_user_roles for insert to authenticated
with check (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy brand_user_roles_managers_delete on brand_user_roles for delete to authenticated
using (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy brand_user_roles_admin on brand_user_roles to admin using (true) with check (true);
create policy brand_user_roles_service on brand_user_roles for select to service using (true);
create policy brand_user_roles_internal on brand_user_roles to app_internal using (true) with check (true);
grant select, insert (brand_id, user_id, role), delete on brand_user_roles to authenticated, admin;
grant select on brand_user_roles to service;
grant select, insert on brand_user_roles to app_internal;
comment on table brand_user_roles is 'Brand-level roles of members: brand_admin, campaign_manager, analyst.';

set local role app_internal;

create function app.create_brand(owner_user_id uuid, brand_name text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
  readable constant text := btrim(left(regexp_replace(lower(brand_name), '[^a-z0-9]+', '-', 'g'), 40), '-');
begin
  insert into public.brand_profiles (id, name, slug, owner_user_id)
  values (
    new_id, brand_name,
    concat_ws('-', nullif(readable, ''), right(replace(new_id::text, '-', ''), 8)),
    create_brand.owner_user_id
  );
  insert into public.brand_memberships (brand_id, user_id) values (new_id, create_brand.owner_user_id);
  insert into public.brand_user_roles (brand_id, user_id, role)
  values (new_id, create_brand.owner_user_id, 'brand_admin');
  return new_id;
end
$$;
comment on function app.create_brand(uuid, text) is
'A brand with its owner as brand_admin; the slug gets a random tail, so that equal names do not collide.';

create function app.provision_brand() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.create_brand(new.id, left(coalesce(
    nullif(btrim(new.app_metadata ->> 'brand_name'), ''),
    nullif(btrim(new.app_metadata ->> 'full_name'), ''),
    split_part(new.email, '@', 1)
  ), 200));
  return null;
end
$$;
comment on function app.provision_brand() is 'AFTER INSERT of a user who signed up as brand: the brand itself.';

create function app.guard_last_brand_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Only a brand that still has members needs someone who can manage them.
  perform from public.brand_profiles as b where b.id = old.brand_id for no key update;
  if exists (select from public.brand_memberships as m where m.brand_id = old.brand_id and m.status = 'active')
    and not exists (
      select from public.brand_user_roles as r
      inner join public.brand_memberships as m using (brand_id, user_id)
      where r.brand_id = old.brand_id and r.role = 'brand_admin' and m.status = 'active'
    )
  then
    raise exception using errcode = 'IU006', message = 'the last brand_admin cannot be removed', detail = '{}';
  end if;
  return null;
end
$$;
comment on function app.guard_last_brand_admin() is 'AFTER a brand role or membership is taken away.';

grant execute on function app.provision_brand(), app.guard_last_brand_admin() to app_owner;
grant execute on function app.create_brand(uuid, text) to service;
reset role;
grant update on brand_profiles to app_internal; -- FOR NO KEY UPDATE asks for it

create trigger provision_user_brand after insert on auth.users
for each row when (new.app_metadata ->> 'role' = 'brand') execute function app.provision_brand();
create trigger guard_last_brand_admin after delete on brand_user_roles
for each row when (old.role = 'brand_admin') execute function app.guard_last_brand_admin();
create trigger guard_last_brand_admin after update of status on brand_memberships
for each row when (old.status = 'active' and new.status <> 'active')
execute function app.guard_last_brand_admin();

-- migrate:down
set local lock_timeout = '3s';
drop trigger provision_user_brand on auth.users;
drop table brand_user_roles;
drop table brand_memberships;
drop table tenant_role_rules;
drop table brand_profiles;
set local role app_internal;
drop function app.guard_last_brand_admin();
drop function app.provision_brand();
drop function app.create_brand(uuid, text);
reset role;
