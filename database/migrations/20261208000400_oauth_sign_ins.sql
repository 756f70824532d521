-- migrate:up
set local lock_timeout = '3s';

-- Round trips to a platform of somebody who is not signed in, and wants to be by an account that they connected before.
create table oauth_sign_ins (
  state_hash bytea constraint oauth_sign_ins_pkey primary key,
  platform text not null,
  proof_hash bytea not null,
  code_verifier bytea,
  expires_at timestamptz not null,
  used_at timestamptz,
  ticket_hash bytea constraint oauth_sign_ins_ticket_is_unique unique,
  sealed_code bytea,
  ticket_expires_at timestamptz,
  created_at timestamptz not null default now(),
  constraint oauth_sign_ins_hash_is_sha256 check (length(state_hash) = 32),
  constraint oauth_sign_ins_proof_is_sha256 check (length(proof_hash) = 32),
  constraint oauth_sign_ins_ticket_hash_is_sha256 check (length(ticket_hash) = 32),
  constraint oauth_sign_ins_platform_is_known check (platform in ('instagram', 'tiktok', 'twitter')),
  constraint oauth_sign_ins_live_ten_minutes check (expires_at <= created_at + interval '10 minutes'),
  constraint oauth_sign_ins_ticket_is_whole
  check ((ticket_hash is null) = (ticket_expires_at is null) and (ticket_hash is not null or sealed_code is null)),
  constraint oauth_sign_ins_ticket_follows_a_use_and_lives_a_minute
  check (ticket_hash is null or (used_at is not null and ticket_expires_at <= used_at + interval '1 minute'))
);
alter table oauth_sign_ins enable row level security;
alter table oauth_sign_ins force row level security;
create index oauth_sign_ins_by_end on oauth_sign_ins (expires_at);
create policy oauth_sign_ins_service on oauth_sign_ins to service using (true) with check (true);
grant select, insert (state_hash, platform, proof_hash, code_verifier, expires_at),
update (used_at, ticket_hash, sealed_code, ticket_expires_at), delete on oauth_sign_ins to service;
-- NOTE: it names nobody: whose account it is shows only when the code is exchanged.
comment on table oauth_sign_ins is
'States and tickets (SHA-256) of sign-ins by a connected account, with the encrypted PKCE verifier and code.';
comment on column oauth_sign_ins.proof_hash is
'SHA-256 of what the browser that began keeps: nobody else redeems the ticket.';

-- migrate:down
set local lock_timeout = '3s';
drop table oauth_sign_ins;
