-- migrate:up
set local lock_timeout = '3s';

-- A platform's redirect comes without a token, so that nobody knows whose browser brought the code: the code waits here,
-- sealed, for a minute, until the person whose round trip it is asks for it with a token of their own.
alter table oauth_states
add column ticket_hash bytea constraint oauth_states_ticket_is_unique unique,
add column sealed_code bytea,
add column ticket_expires_at timestamptz,
add constraint oauth_states_ticket_hash_is_sha256 check (length(ticket_hash) = 32),
add constraint oauth_states_ticket_is_whole
check ((ticket_hash is null) = (ticket_expires_at is null) and (ticket_hash is not null or sealed_code is null)),
add constraint oauth_states_ticket_follows_a_use_and_lives_a_minute
check (ticket_hash is null or (used_at is not null and ticket_expires_at <= used_at + interval '1 minute'));
grant update (ticket_hash, sealed_code, ticket_expires_at) on oauth_states to service;
comment on table oauth_states is
'OAuth states and the tickets that follow them (SHA-256), with the encrypted PKCE verifier and code.';
comment on column oauth_states.sealed_code is 'The platform''s code, encrypted; NULL once the ticket was redeemed.';

-- migrate:down
set local lock_timeout = '3s';
comment on table oauth_states is 'OAuth states (SHA-256) with the encrypted PKCE verifier.';
revoke update (ticket_hash, sealed_code, ticket_expires_at) on oauth_states from service;
alter table oauth_states drop column ticket_hash, drop column sealed_code, drop column ticket_expires_at;
