-- migrate:up
set local lock_timeout = '3s';

-- What the system noticed about itself: differences in the books, jobs that failed, partitions that are missing.
create table system_health_logs (
  id uuid constraint system_health_logs_pkey primary key default uuidv7(),
  check_name text not null,
  status text not null,
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint system_health_logs_check_is_a_name check (check_name ~ '^[a-z][a-z0-9_.-]{0,99}$'),
  constraint system_health_logs_status_is_known check (status in ('ok', 'degraded', 'failed')),
  constraint system_health_logs_details_are_an_object check (jsonb_typeof(details) = 'object')
);
alter table system_health_logs enable row level security;
alter table system_health_logs force row level security;
create index system_health_logs_of_a_check on system_health_logs (check_name, id desc);
select app.keep_append_only('system_health_logs');
create policy system_health_logs_admin on system_health_logs for select to admin using (true);
create policy system_health_logs_service on system_health_logs to service using (true) with check (true);
create policy system_health_logs_internal on system_health_logs to app_internal using (true) with check (true);
grant select on system_health_logs to admin;
grant select, insert on system_health_logs to service, app_internal;
comment on table system_health_logs is 'Results of the system''s checks of itself. Append-only.';

-- How an account does: warnings that an administrator should look at.
create table account_health_indicators (
  id uuid constraint account_health_indicators_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint account_health_indicators_belong_to_a_user references auth.users (id) on delete cascade,
  indicator text not null,
  severity text not null,
  value numeric not null default 0,
  details jsonb not null default '{}',
  resolved_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint account_health_indicators_have_a_name check (indicator ~ '^[a-z][a-z0-9_]{0,99}$'),
  constraint account_health_indicators_severity_is_known check (severity in ('info', 'warning', 'critical')),
  constraint account_health_indicators_details_are_an_object check (jsonb_typeof(details) = 'object')
);
alter table account_health_indicators enable row level security;
alter table account_health_indicators force row level security;
create unique index account_health_indicator_is_open_once on account_health_indicators (user_id, indicator)
where resolved_at is null;
create index account_health_indicators_of_a_user on account_health_indicators (user_id, id desc);
create trigger touch_updated_at before update on account_health_indicators
for each row execute function app.touch_updated_at();
create policy account_health_indicators_admin on account_health_indicators to admin using (true) with check (true);
create policy account_health_indicators_service on account_health_indicators to service
using (true) with check (true);
create policy account_health_indicators_erasure on account_health_indicators to app_internal using (true);
grant select, update (resolved_at) on account_health_indicators to admin;
grant select, insert (user_id, indicator, severity, value, details), update (severity, value, details, resolved_at)
on account_health_indicators to service;
grant select, delete on account_health_indicators to app_internal;
comment on table account_health_indicators is 'Signs of trouble with an account, until somebody resolves them.';

-- migrate:down
set local lock_timeout = '3s';
drop table account_health_indicators;
drop table system_health_logs;
