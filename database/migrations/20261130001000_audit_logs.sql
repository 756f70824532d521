-- migrate:up
set local lock_timeout = '3s';

-- Every critical write with its author, before and after. Kept for ever.
create table audit_logs (
  id uuid constraint audit_logs_pkey primary key default uuidv7(),
  user_id uuid
  constraint audit_logs_were_caused_by_a_user references auth.users (id) on delete restrict,
  action text not null,
  resource_type text not null,
  resource_id text not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);
alter table audit_logs enable row level security;
alter table audit_logs force row level security;
create index audit_logs_by_user on audit_logs (user_id, id);
create index audit_logs_by_resource on audit_logs (resource_type, resource_id, id);
select app.keep_append_only('audit_logs');
create policy audit_logs_admin on audit_logs for select to admin using (true);
create policy audit_logs_service on audit_logs for select to service using (true);
create policy audit_logs_internal on audit_logs to app_internal using (true) with check (true);
grant select on audit_logs to admin, service;
grant insert on audit_logs to app_internal;
-- NOTE: nobody inserts: triggers do, through app.audit_changes and app.log_action.
comment on table audit_logs is
'Critical writes: actor, action, resource, and in metadata before, after, address and user agent. Append-only.';
comment on column audit_logs.user_id is 'The actor; NULL for the service.';

-- migrate:down
set local lock_timeout = '3s';
drop table audit_logs;
