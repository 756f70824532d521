-- migrate:up
set local lock_timeout = '3s';

-- Codes that the identity provider itself sent: where the mail's button leads, and how a sign-in by code goes on.
create table local_identity.sent_codes (
  address_hash bytea not null,
  purpose text not null,
  link text not null,
  username text,
  session text,
  sent_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint sent_codes_pkey primary key (address_hash, purpose),
  constraint sent_codes_hash_is_sha256 check (length(address_hash) = 32),
  constraint sent_codes_purpose_is_known check (purpose in ('confirm', 'reset_password', 'magic_link')),
  constraint sent_codes_session_has_a_user check ((session is null) = (username is null))
);
alter table local_identity.sent_codes enable row level security;
alter table local_identity.sent_codes force row level security;
create index sent_codes_by_age on local_identity.sent_codes (sent_at);
create policy sent_codes_service on local_identity.sent_codes to service using (true) with check (true);
create policy sent_codes_erasure on local_identity.sent_codes to app_internal using (true);
grant select, insert (address_hash, purpose, link, username, session, sent_at),
update (link, username, session, sent_at), delete on local_identity.sent_codes to service;
grant select, delete on local_identity.sent_codes to app_internal;
-- NOTE: no person and no administrator reads who asked for a code.
comment on table local_identity.sent_codes is
'Codes that Cognito sent, by SHA-256 of the address, known or not; a day forgets them. On a laptop there are none.';
comment on column local_identity.sent_codes.link is
'Where the mail''s button leads, {####} for the code.';
comment on column local_identity.sent_codes.session is
'How Cognito goes on with a sign-in by code; good for fifteen minutes, and worth nothing without the code.';

-- migrate:down
set local lock_timeout = '3s';
drop table local_identity.sent_codes;
