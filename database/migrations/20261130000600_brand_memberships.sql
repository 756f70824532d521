-- migrate:up
set local lock_timeout = '3s';

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
select app.audit_table('brand_memberships', 'brand_id,user_id');
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
select app.audit_table('brand_user_roles', 'brand_id,user_id,role');
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
grant select, insert, delete on brand_user_roles to app_internal;
comment on table brand_user_roles is 'Brand-level roles of members: brand_admin, campaign_manager, analyst.';

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
-- Before row security is forced: from then on the owner writes no row of its own.
insert into tenant_role_rules (role, permission) values
('brand_admin', 'read'), ('brand_admin', 'campaign'), ('brand_admin', 'money'), ('brand_admin', 'members'),
('campaign_manager', 'read'), ('campaign_manager', 'campaign'),
('analyst', 'read');
alter table tenant_role_rules enable row level security;
alter table tenant_role_rules force row level security;
create policy tenant_role_rules_readers on tenant_role_rules for select to authenticated, service using (true);
create policy tenant_role_rules_admin on tenant_role_rules for select to admin using (true);
create policy tenant_role_rules_internal on tenant_role_rules for select to app_internal using (true);
grant select on tenant_role_rules to authenticated, admin, service, app_internal;
-- NOTE: rules change by migration only.
comment on table tenant_role_rules is 'Brand-level role → permission (read, campaign, money, members).';

-- migrate:down
set local lock_timeout = '3s';
drop table tenant_role_rules;
drop table brand_user_roles;
drop table brand_memberships;
