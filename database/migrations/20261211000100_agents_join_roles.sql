-- migrate:up
set local lock_timeout = '3s';

-- Who brings people is an agent; what becomes of it they read under a category of its own.
alter table user_roles
drop constraint user_roles_role_is_known,
add constraint user_roles_role_is_known check (role in ('admin', 'agent', 'brand', 'creator'));
comment on table user_roles is 'Who is admin, agent, brand, creator; the permission matrix grants by these roles.';
alter table notifications
drop constraint notifications_category_is_known,
add constraint notifications_category_is_known
check (category in ('agents', 'campaigns', 'deals', 'messages', 'payments', 'submissions', 'system')) not valid;
alter table notifications validate constraint notifications_category_is_known;
alter table notification_preferences
drop constraint notification_preferences_category_is_known,
add constraint notification_preferences_category_is_known
check (category in ('agents', 'campaigns', 'deals', 'messages', 'payments', 'submissions', 'system'));

-- Addresses of people who have no account are known by their HMAC. Only the two blocks that HMAC needs are kept, so that the
-- key itself stands nowhere (RFC 2104: ipad, opad).
create table address_hash_keys (
  id boolean constraint address_hash_keys_pkey primary key default true,
  inner_block bytea not null,
  outer_block bytea not null,
  created_at timestamptz not null default now(),
  constraint address_hash_keys_there_is_one check (id),
  constraint address_hash_keys_blocks_are_whole check (length(inner_block) = 64 and length(outer_block) = 64)
);
do $$
declare
  key constant bytea := sha256(
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
    || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
  ) || decode(repeat('00', 32), 'hex');
  inner_key bytea := key;
  outer_key bytea := key;
begin
  for i in 0 .. 63 loop
    inner_key := set_byte(inner_key, i, get_byte(key, i) # x'36'::integer);
    outer_key := set_byte(outer_key, i, get_byte(key, i) # x'5c'::integer);
  end loop;
  insert into address_hash_keys (inner_block, outer_block) values (inner_key, outer_key);
end
$$;
alter table address_hash_keys enable row level security;
alter table address_hash_keys force row level security;
create policy address_hash_keys_internal on address_hash_keys for select to app_internal using (true);
grant select on address_hash_keys to app_internal;
-- NOTE: nobody reads it, administrators included. It lives as long as the suppressions that it keys: for ever.
comment on table address_hash_keys is 'The random key under which app.address_hmac knows addresses that we do not keep.';

-- migrate:down
set local lock_timeout = '3s';
drop table address_hash_keys;
-- NOTE: what was granted and told meanwhile stays; only new rows are held to the shorter lists.
alter table user_roles
drop constraint user_roles_role_is_known,
add constraint user_roles_role_is_known check (role in ('admin', 'brand', 'creator')) not valid;
comment on table user_roles is 'Who is admin, brand, creator; the permission matrix grants by these roles.';
alter table notifications
drop constraint notifications_category_is_known,
add constraint notifications_category_is_known
check (category in ('campaigns', 'deals', 'messages', 'payments', 'submissions', 'system')) not valid;
alter table notification_preferences
drop constraint notification_preferences_category_is_known,
add constraint notification_preferences_category_is_known
check (category in ('campaigns', 'deals', 'messages', 'payments', 'submissions', 'system')) not valid;
