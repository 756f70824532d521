-- migrate:up
set local lock_timeout = '3s';

-- Who followed an agent's link, one partition a month, dropped as a whole past retention. No address is kept, and of the token
-- that goes along to the site its hash alone.
create table referral_touches (
  id uuid not null default uuidv7(),
  agent_user_id uuid not null,
  code_id uuid not null,
  token_hash bytea not null,
  kind text not null,
  landing text not null default '/',
  utm jsonb not null default '{}',
  user_agent_class text not null default 'unknown',
  visitor_hash uuid,
  at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '90 days',
  created_at timestamptz not null default now(),
  constraint referral_touches_pkey primary key (id, at),
  constraint referral_touches_token_is_hashed check (length(token_hash) = 32),
  constraint referral_touches_kind_is_known check (kind in ('click', 'deep_link', 'invite', 'code')),
  constraint referral_touches_landing_is_a_path check (landing ~ '^/' and length(landing) <= 2048),
  constraint referral_touches_utm_is_an_object check (jsonb_typeof(utm) = 'object' and length(utm::text) <= 2048),
  constraint referral_touches_class_is_known
  check (user_agent_class in ('desktop', 'mobile', 'tablet', 'tv', 'unknown')),
  constraint referral_touches_expire_later check (expires_at > at)
) partition by range (at);
alter table referral_touches enable row level security;
alter table referral_touches force row level security;
-- Not unique: an index of one month knows nothing of the others, and 144 random bits do not meet.
create index referral_touches_by_token on referral_touches (token_hash);
create index referral_touches_of_an_agent on referral_touches (agent_user_id, at desc);
create index referral_touches_of_a_code on referral_touches (code_id, at desc);
create policy referral_touches_admin on referral_touches for select to admin using (true);
create policy referral_touches_service on referral_touches for select to service using (true);
create policy referral_touches_internal on referral_touches to app_internal using (true) with check (true);
grant select on referral_touches to admin, service;
grant select, insert on referral_touches to app_internal;
-- NOTE: agents read counts (agent_metrics), never who came when.
-- NOTE: no foreign keys: a touch costs one insert, app.touch_code copies the ids from the code, and codes stay.
-- NOTE: programs make none, so there is no class for them.
comment on table referral_touches is 'Followed links of agents. Partitioned by month (UTC) on at, kept for 120 days.';
comment on column referral_touches.token_hash is 'SHA-256 of the token (UTF-8) that went along to the site as ref.';
comment on column referral_touches.visitor_hash is 'As tracking_events.visitor_ip_hash: says nothing once the key of the day is gone.';
comment on column referral_touches.expires_at is 'Until then a sign-up may show the token; how old it may be for a referral says the setting.';

select app.make_touch_partitions((now() at time zone 'UTC')::date, 3);

-- migrate:down
set local lock_timeout = '3s';
drop table referral_touches;
