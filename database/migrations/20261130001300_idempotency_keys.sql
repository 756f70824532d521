-- migrate:up
set local lock_timeout = '3s';

-- What was answered to a request that carried an Idempotency-Key, stored with its effect.
create table idempotency_keys (
  actor_id uuid not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  response_status integer not null,
  response_body jsonb,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pkey primary key (actor_id, route, key),
  constraint idempotency_keys_key_fits check (length(key) between 1 and 255),
  constraint idempotency_keys_hash_is_sha256 check (octet_length(request_hash) = 32)
);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create index idempotency_keys_by_age on idempotency_keys (created_at);
create policy idempotency_keys_own on idempotency_keys to authenticated
using (actor_id = (select auth.uid())) with check (actor_id = (select auth.uid()));
create policy idempotency_keys_admin on idempotency_keys to admin
using (actor_id = (select auth.uid())) with check (actor_id = (select auth.uid()));
create policy idempotency_keys_service on idempotency_keys to service using (true) with check (true);
create policy idempotency_keys_internal on idempotency_keys to app_internal using (true) with check (true);
grant select, insert on idempotency_keys to authenticated, admin, service;
grant delete on idempotency_keys to service;
grant select, delete on idempotency_keys to app_internal;
-- NOTE: an admin reads only own keys: a stored answer may hold another person's data.
comment on table idempotency_keys is
'Actor, route, key → hash of the request and the answer it got, for 30 days.';

-- migrate:down
set local lock_timeout = '3s';
drop table idempotency_keys;
