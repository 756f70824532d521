-- migrate:up
set local lock_timeout = '3s';

-- What the payment stub remembers, where no Stripe key is configured: Lambdas share no memory and no disk.
-- Unused in prod, where nothing pretends.
create table payment_stub_objects (
  id text constraint payment_stub_objects_pkey primary key,
  kind text not null,
  idempotency_key text,
  body jsonb not null,
  sequence bigint not null generated always as identity,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payment_stub_object_is_made_once unique (kind, idempotency_key)
);
alter table payment_stub_objects enable row level security;
alter table payment_stub_objects force row level security;
create index payment_stub_objects_by_kind on payment_stub_objects (kind, sequence);
create trigger touch_updated_at before update on payment_stub_objects
for each row execute function app.touch_updated_at();
create policy payment_stub_objects_service on payment_stub_objects to service using (true) with check (true);
grant select, insert, update on payment_stub_objects to service;
-- NOTE: no people and no administrators: this is not our data, it plays the part of Stripe's.
comment on table payment_stub_objects is 'Objects and events of the payment stub, as Stripe would keep them.';

-- migrate:down
set local lock_timeout = '3s';
drop table payment_stub_objects;
