-- migrate:up
set local lock_timeout = '3s';

-- A person's wish to be forgotten, and the receipt of its fulfilment. The job works on it after a day of reflection.
create table erasure_requests (
  id uuid constraint erasure_requests_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint erasure_requests_belong_to_a_user references auth.users (id) on delete restrict,
  status text not null default 'requested',
  due_at timestamptz not null,
  completed_at timestamptz,
  obstacles text[] not null default '{}',
  receipt jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint erasure_request_status_is_known check (status in ('requested', 'done', 'refused', 'cancelled')),
  constraint erasure_request_end_is_recorded check ((status = 'requested') = (completed_at is null)),
  constraint erasure_receipt_is_an_object check (jsonb_typeof(receipt) = 'object')
);
alter table erasure_requests enable row level security;
alter table erasure_requests force row level security;
create unique index erasure_requests_are_open_once on erasure_requests (user_id) where status = 'requested';
create index erasure_requests_of_a_user on erasure_requests (user_id, id);
create index erasure_requests_due on erasure_requests (due_at, id) where status = 'requested';
create trigger touch_updated_at before update on erasure_requests
for each row execute function app.touch_updated_at();
select app.audit_table('erasure_requests', 'id');
create policy erasure_requests_own on erasure_requests for select to authenticated
using (user_id = (select auth.uid()));
create policy erasure_requests_admin on erasure_requests for select to admin using (true);
create policy erasure_requests_service on erasure_requests for select to service using (true);
create policy erasure_requests_internal on erasure_requests to app_internal using (true) with check (true);
grant select on erasure_requests to authenticated, admin, service;
grant select, insert, update on erasure_requests to app_internal;
-- NOTE: nobody writes: app.request_erasure, app.cancel_erasure and app.erase_user do.
comment on table erasure_requests is 'Requests to be forgotten; the receipt counts what was removed per table.';

-- migrate:down
set local lock_timeout = '3s';
drop table erasure_requests;
