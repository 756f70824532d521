-- migrate:up
set local lock_timeout = '3s';

-- Global roles; a user may hold several.
create table user_roles (
  user_id uuid not null
  constraint user_roles_belong_to_a_user references auth.users (id) on delete cascade,
  role text not null,
  granted_by uuid
  constraint user_roles_are_granted_by_a_user references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  constraint user_roles_pkey primary key (user_id, role),
  constraint user_roles_role_is_known check (role in ('admin', 'brand', 'creator'))
);
alter table user_roles enable row level security;
alter table user_roles force row level security;
create index user_roles_by_role on user_roles (role);
create index user_roles_by_granter on user_roles (granted_by);
select app.audit_table('user_roles', 'user_id,role');
create policy user_roles_self on user_roles for select to authenticated using (user_id = (select auth.uid()));
create policy user_roles_admin on user_roles to admin using (true) with check (true);
create policy user_roles_service on user_roles to service using (true) with check (true);
create policy user_roles_internal on user_roles to app_internal using (true) with check (true);
grant select on user_roles to authenticated;
grant select, insert, delete on user_roles to admin, service, app_internal;
comment on table user_roles is 'Who is admin, brand, creator; the permission matrix grants by these roles.';

-- migrate:down
set local lock_timeout = '3s';
drop table user_roles;
