-- Roles, schemas and extensions. Runs as the superuser of a laptop or as the master user of Aurora (which is no
-- superuser), before the migrations, at every deploy. Idempotent; drops nothing. Roles are global to the cluster,
-- so a migration, which runs as one of them, cannot make them.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('app_owner', 'login'),      -- migrates; owns the tables; no superuser, no BYPASSRLS
      ('api_login', 'login'),      -- request Lambdas connect as this; owns nothing, inherits nothing
      ('jobs_login', 'login'),     -- scheduled Lambdas and workers, with longer time-outs
      ('app_internal', 'nologin'), -- owns the SECURITY DEFINER functions
      ('anon', 'nologin'),
      ('authenticated', 'nologin'),
      ('admin', 'nologin'),
      ('service', 'nologin')
    ) as roles (name, kind)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I %s noinherit', wanted.name, wanted.kind);
    end if;
  end loop;
end
$$;

-- A master user that is no superuser must be a member of the owner to make schemas for it.
grant app_owner to current_user with inherit true, set true;

grant anon, authenticated, admin, service to api_login with inherit false, set true;
grant service to jobs_login with inherit false, set true;
grant app_internal to app_owner with inherit false, set true;

-- Time-outs count on the role that connects; on the target of SET ROLE they would be ignored.
alter role api_login set statement_timeout = '8s';
alter role api_login set lock_timeout = '3s';
alter role api_login set idle_in_transaction_session_timeout = '10s';
alter role api_login set transaction_timeout = '15s';
alter role jobs_login set statement_timeout = '120s';
alter role jobs_login set lock_timeout = '10s';
alter role jobs_login set idle_in_transaction_session_timeout = '60s';
alter role jobs_login set transaction_timeout = '280s';
alter role api_login set timezone = 'UTC';
alter role jobs_login set timezone = 'UTC';
alter role app_owner set timezone = 'UTC';

do $$
begin
  execute format('alter database %I owner to app_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to api_login, jobs_login, app_owner', current_database());
end
$$;

create schema if not exists extensions;
grant usage on schema extensions to app_owner, app_internal;
create extension if not exists pg_trgm with schema extensions;

create schema if not exists app authorization app_owner;
create schema if not exists auth authorization app_owner;
create schema if not exists ledger authorization app_owner;
create schema if not exists local_identity authorization app_owner;
create schema if not exists schema_migrations authorization app_owner;

revoke all on schema public from public;
grant all on schema public to app_owner;
grant usage on schema public, app, auth, ledger to anon, authenticated, admin, service, app_internal;
grant usage on schema app, auth to api_login, jobs_login;
grant usage on schema local_identity to service;
grant create on schema public, app, auth, ledger to app_internal;

-- Nothing is executable by default: each function is granted by name.
alter default privileges for role app_owner revoke execute on functions from public;
grant app_internal to current_user with inherit true, set true;
alter default privileges for role app_internal revoke execute on functions from public;
