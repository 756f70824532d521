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
      ('api_login', 'login'),      -- Lambdas that people and machine clients ask; owns nothing, inherits nothing
      ('hooks_login', 'login'),    -- Lambdas that other houses tell something: webhooks, triggers of the user pool
      ('jobs_login', 'login'),     -- scheduled Lambdas and workers, with longer time-outs
      ('redirect_login', 'login'), -- the public redirect; executes the functions of links, becomes nobody
      ('scan_login', 'login'),     -- the door that fans scan at; executes its two functions, becomes nobody
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
grant service to hooks_login, jobs_login with inherit false, set true;
grant app_internal to app_owner with inherit false, set true;

-- Time-outs count on the role that connects; on the target of SET ROLE they would be ignored. Nothing keeps a role from
-- changing its own settings, so whatever it set is gone with the next run.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('api_login', '8s', '3s', '10s', '15s'),
      ('hooks_login', '8s', '3s', '10s', '15s'),
      ('jobs_login', '120s', '10s', '60s', '280s'),
      ('redirect_login', '5s', '1s', '5s', '5s'),
      ('scan_login', '5s', '3s', '5s', '5s')
    ) as logins (name, a_statement, a_lock, an_idle_transaction, a_transaction)
  loop
    execute format('alter role %I reset all', wanted.name);
    execute format('alter role %I in database %I reset all', wanted.name, current_database());
    execute format('alter role %I set statement_timeout = %L', wanted.name, wanted.a_statement);
    execute format('alter role %I set lock_timeout = %L', wanted.name, wanted.a_lock);
    execute format(
      'alter role %I set idle_in_transaction_session_timeout = %L', wanted.name, wanted.an_idle_transaction
    );
    execute format('alter role %I set transaction_timeout = %L', wanted.name, wanted.a_transaction);
    execute format('alter role %I set timezone = %L', wanted.name, 'UTC');
  end loop;
end
$$;
alter role app_owner set timezone = 'UTC';

do $$
begin
  execute format('alter database %I owner to app_owner', current_database());
  execute format('revoke all on database %I from public', current_database());
  execute format(
    'grant connect on database %I to api_login, hooks_login, jobs_login, redirect_login, scan_login, app_owner',
    current_database()
  );
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
grant usage on schema app, auth to api_login, hooks_login, jobs_login;
grant usage on schema app to redirect_login, scan_login;
grant usage on schema local_identity to service;
grant create on schema public, app, auth, ledger to app_internal;

-- Nothing is executable by default: each function is granted by name.
alter default privileges for role app_owner revoke execute on functions from public;
grant app_internal to current_user with inherit true, set true;
alter default privileges for role app_internal revoke execute on functions from public;

-- What PostgreSQL lets everybody do and we have no use for: files in the database, messages between sessions, locks that
-- outlive their transaction (jobs hold one, and so does the run that migrates). Where the master user is no superuser these
-- functions are not its own to close, as in Aurora.
do $$
declare
  closed record;
begin
  for closed in
    select p.oid::regprocedure as signature, p.proname ~ '^pg_(try_)?advisory_lock' as for_jobs
    from pg_catalog.pg_proc as p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^(lo_|lowrite$|loread$|pg_notify$)' or p.proname ~ '^pg_(try_)?advisory_lock')
      and pg_catalog.pg_has_role(p.proowner, 'usage') and has_function_privilege('public', p.oid, 'execute')
  loop
    execute format('revoke execute on function %s from public', closed.signature);
    if closed.for_jobs then
      execute format('grant execute on function %s to service, app_owner', closed.signature);
    end if;
  end loop;
end
$$;
