-- migrate:up
set local lock_timeout = '3s';

-- Accounts of a creator on the five platforms; tokens are encrypted before they get here.
create table social_accounts (
  id uuid constraint social_accounts_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint social_accounts_belong_to_a_user references auth.users (id) on delete cascade,
  platform text not null,
  platform_user_id text not null,
  username text not null,
  display_name text not null default '',
  profile_url text,
  avatar_url text,
  follower_count bigint not null default 0,
  engagement_rate numeric(7, 6) not null default 0,
  access_token bytea,
  refresh_token bytea,
  token_expires_at timestamptz,
  scopes text[] not null default '{}',
  status text not null default 'connected',
  last_synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint social_account_is_one_per_platform unique (user_id, platform),
  constraint social_account_belongs_to_one_user unique (platform, platform_user_id),
  constraint social_accounts_keep_their_user unique (id, user_id),
  constraint social_accounts_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint social_accounts_status_is_known check (status in ('connected', 'expired', 'revoked', 'error')),
  constraint social_accounts_followers_are_not_negative check (follower_count >= 0),
  constraint social_accounts_engagement_is_a_share check (engagement_rate between 0 and 9),
  constraint social_accounts_username_fits check (length(username) between 1 and 200),
  constraint social_accounts_profile_is_https check (profile_url like 'https://%'),
  constraint social_accounts_avatar_is_https check (avatar_url like 'https://%'),
  constraint social_accounts_hold_tokens_only_while_of_use
  check (status <> 'revoked' or (access_token is null and refresh_token is null))
);
alter table social_accounts enable row level security;
alter table social_accounts force row level security;
create index social_accounts_by_expiry on social_accounts (token_expires_at) where status = 'connected';
create trigger touch_updated_at before update on social_accounts
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on social_accounts
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IP001', '{"connected": ["expired", "revoked", "error"], "expired": ["connected", "revoked", "error"],
             "error": ["connected", "expired", "revoked"], "revoked": ["connected"]}'
);
create policy social_accounts_own on social_accounts for select to authenticated
using (user_id = (select auth.uid()));
create policy social_accounts_admin on social_accounts for select to admin using (true);
create policy social_accounts_service on social_accounts to service using (true) with check (true);
create policy social_accounts_internal on social_accounts for select to app_internal using (true);
create policy social_accounts_erasure on social_accounts for delete to app_internal using (true);
grant select (
  id, user_id, platform, platform_user_id, username, display_name, profile_url, avatar_url, follower_count,
  engagement_rate, token_expires_at, scopes, status, last_synced_at, created_at, updated_at
) on social_accounts to authenticated, admin;
grant select, insert, update, delete on social_accounts to service;
grant select, delete on social_accounts to app_internal;
-- NOTE: nobody but the service reads a token, encrypted as it is.
comment on table social_accounts is 'Connected platform accounts. Tokens: AES-GCM, bound to the row.';
comment on column social_accounts.engagement_rate is '(likes + comments + shares) / followers over the recent posts.';

-- How the tokens of an account are renewed. asked_at is set before the platform is asked and taken away with its
-- answer: as long as it stands, the stored refresh token may be used up. The row is the lease of who asks, too.
create table social_token_refreshes (
  social_account_id uuid constraint social_token_refreshes_pkey primary key
  constraint social_token_refreshes_belong_to_an_account references social_accounts (id) on delete cascade,
  asked_at timestamptz,
  leased_until timestamptz,
  renewed_at timestamptz,
  failures integer not null default 0,
  not_before timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  constraint social_token_refreshes_are_leased_to_ask check (leased_until is null or asked_at is not null),
  constraint social_token_refreshes_failures_are_counted check (failures >= 0),
  constraint social_token_refreshes_error_fits check (length(last_error) <= 200)
);
alter table social_token_refreshes enable row level security;
alter table social_token_refreshes force row level security;
create policy social_token_refreshes_admin on social_token_refreshes for select to admin using (true);
create policy social_token_refreshes_service on social_token_refreshes to service using (true) with check (true);
grant select on social_token_refreshes to admin;
grant select, insert, update, delete on social_token_refreshes to service;
comment on table social_token_refreshes is
'Renewals of tokens. While asked_at stands, an answer is missing: the stored refresh token may be used up.';

-- migrate:down
set local lock_timeout = '3s';
drop table social_token_refreshes;
drop table social_accounts;
