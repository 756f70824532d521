-- migrate:up
set local lock_timeout = '3s';

-- Why an account changed its status, and who did it.
create table user_status_log (
  id uuid constraint user_status_log_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint user_status_log_belongs_to_a_user references auth.users (id) on delete restrict,
  from_status text not null,
  to_status text not null,
  reason text not null default '',
  changed_by uuid
  constraint user_status_log_was_written_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint user_status_log_reason_fits check (length(reason) <= 2000)
);
alter table user_status_log enable row level security;
alter table user_status_log force row level security;
create index user_status_log_by_user on user_status_log (user_id, created_at);
create index user_status_log_by_author on user_status_log (changed_by);
select app.keep_append_only('user_status_log');
create policy user_status_log_admin on user_status_log for select to admin using (true);
create policy user_status_log_service on user_status_log for select to service using (true);
create policy user_status_log_internal on user_status_log to app_internal using (true) with check (true);
grant select on user_status_log to admin, service;
grant insert on user_status_log to app_internal;
-- NOTE: nobody inserts: the trigger on auth.users does.
comment on table user_status_log is 'Every change of an account''s status: from, to, reason, author.';

-- migrate:down
set local lock_timeout = '3s';
drop table user_status_log;
