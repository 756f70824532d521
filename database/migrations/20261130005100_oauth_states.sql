-- migrate:up
set local lock_timeout = '3s';

-- The state of an OAuth round trip: a hash, for one use within ten minutes, bound to user and platform.
create table oauth_states (
  state_hash bytea constraint oauth_states_pkey primary key,
  user_id uuid not null
  constraint oauth_states_belong_to_a_user references auth.users (id) on delete cascade,
  platform text not null,
  code_verifier bytea,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint oauth_states_hash_is_sha256 check (length(state_hash) = 32),
  constraint oauth_states_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint oauth_states_live_ten_minutes check (expires_at <= created_at + interval '10 minutes')
);
alter table oauth_states enable row level security;
alter table oauth_states force row level security;
create index oauth_states_of_a_user on oauth_states (user_id);
create policy oauth_states_service on oauth_states to service using (true) with check (true);
create policy oauth_states_erasure on oauth_states to app_internal using (true);
grant select, insert, update (used_at), delete on oauth_states to service;
grant select, delete on oauth_states to app_internal;
-- NOTE: no person and no administrator reads a state.
comment on table oauth_states is 'OAuth states (SHA-256) with the encrypted PKCE verifier.';

-- migrate:down
set local lock_timeout = '3s';
drop table oauth_states;
