-- migrate:up
set local lock_timeout = '3s';

-- Keys that a rotation replaced: shops sign with them for a while longer, until they have changed over.
create table tracking_link_former_keys (
  id uuid constraint tracking_link_former_keys_pkey primary key default uuidv7(),
  tracking_link_id uuid not null
  constraint tracking_link_former_keys_belong_to_a_link references tracking_links (id) on delete cascade,
  brand_id uuid not null,
  key text not null,
  valid_until timestamptz not null,
  created_at timestamptz not null default now(),
  constraint tracking_link_former_keys_are_long_enough check (length(key) >= 32)
);
alter table tracking_link_former_keys enable row level security;
alter table tracking_link_former_keys force row level security;
create index tracking_link_former_keys_of_a_link on tracking_link_former_keys (tracking_link_id, valid_until);
create index tracking_link_former_keys_of_a_brand on tracking_link_former_keys (brand_id);
create policy tracking_link_former_keys_service on tracking_link_former_keys for select to service using (true);
create policy tracking_link_former_keys_internal on tracking_link_former_keys
to app_internal using (true) with check (true);
grant select on tracking_link_former_keys to service;
grant select, insert, update (valid_until), delete on tracking_link_former_keys to app_internal;
-- NOTE: nobody reads an old key again; the door of shops compares with it.
comment on table tracking_link_former_keys is 'Replaced signing keys of links, and until when they are still taken.';

alter table tracking_link_keys add column updated_at timestamptz not null default now();
create trigger touch_updated_at before update on tracking_link_keys
for each row execute function app.touch_updated_at();
select app.audit_table('tracking_link_keys', 'tracking_link_id', 'key');
create policy tracking_link_keys_internal on tracking_link_keys to app_internal using (true) with check (true);
grant select, insert (tracking_link_id, brand_id, key), update (key) on tracking_link_keys to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke select, insert (tracking_link_id, brand_id, key), update (key) on tracking_link_keys from app_internal;
drop policy tracking_link_keys_internal on tracking_link_keys;
drop trigger audit_insert on tracking_link_keys;
drop trigger audit_update on tracking_link_keys;
drop trigger audit_delete on tracking_link_keys;
drop trigger touch_updated_at on tracking_link_keys;
alter table tracking_link_keys drop column updated_at;
drop table tracking_link_former_keys;
