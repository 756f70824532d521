-- migrate:up
set local lock_timeout = '3s';

-- What visitors did, one partition a day, dropped as a whole past retention. No address is kept, only its keyed hash.
create table tracking_events (
  id uuid not null default uuidv7(),
  tracking_link_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid,
  event_type text not null,
  visitor_ip_hash uuid,
  user_agent text not null default '',
  referrer text not null default '',
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint tracking_events_pkey primary key (id, created_at),
  constraint tracking_events_type_is_known check (event_type in ('click', 'view', 'conversion')),
  constraint tracking_events_user_agent_fits check (length(user_agent) <= 512),
  constraint tracking_events_referrer_fits check (length(referrer) <= 512),
  constraint tracking_events_metadata_is_an_object check (jsonb_typeof(metadata) = 'object')
) partition by range (created_at);
alter table tracking_events enable row level security;
alter table tracking_events force row level security;
create index tracking_events_of_a_campaign on tracking_events (campaign_id, created_at desc);
create index tracking_events_of_a_brand on tracking_events (brand_id, created_at desc);
create policy tracking_events_members on tracking_events for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy tracking_events_admin on tracking_events for select to admin using (true);
create policy tracking_events_service on tracking_events to service using (true) with check (true);
create policy tracking_events_internal on tracking_events to app_internal using (true) with check (true);
grant select on tracking_events to authenticated, admin, service, app_internal;
grant insert on tracking_events to service, app_internal;
-- NOTE: creators read their figures from aggregates, never raw rows.
-- NOTE: no foreign keys: a click costs one insert, the recording function copies the ids from the link, and links stay.
comment on table tracking_events is 'Clicks, views, conversions. Partitioned by day (UTC) on created_at.';
comment on column tracking_events.visitor_ip_hash is
'First 16 bytes of HMAC-SHA-256 over the address (IPv6: its /64) under the random key of the day.';

select app.make_tracking_partitions((now() at time zone 'UTC')::date, 30);

-- The day's key, as the two blocks that HMAC needs, so that the key itself stands nowhere.
create table tracking_hash_keys (
  day date constraint tracking_hash_keys_pkey primary key,
  inner_block bytea not null,
  outer_block bytea not null,
  created_at timestamptz not null default now(),
  constraint tracking_hash_keys_blocks_are_whole check (length(inner_block) = 64 and length(outer_block) = 64)
);
alter table tracking_hash_keys enable row level security;
alter table tracking_hash_keys force row level security;
create policy tracking_hash_keys_internal on tracking_hash_keys to app_internal using (true) with check (true);
grant select, insert, delete on tracking_hash_keys to app_internal;
-- NOTE: nobody reads a key, administrators included; two days later it is gone and its hashes say nothing any more.
comment on table tracking_hash_keys is 'Random keys of visitor hashes, one a day (UTC), deleted after 48 hours.';

-- migrate:down
set local lock_timeout = '3s';
drop table tracking_hash_keys;
drop table tracking_events;
