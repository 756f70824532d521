-- migrate:up
set local lock_timeout = '3s';

-- Who has shown by something else than a password who they are signs in by a ticket: it answers Cognito's challenge.
create table local_identity.sign_in_tickets (
  ticket_hash bytea constraint sign_in_tickets_pkey primary key,
  user_id uuid not null
  constraint sign_in_tickets_belong_to_a_user references auth.users (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint sign_in_tickets_hash_is_sha256 check (length(ticket_hash) = 32)
);
alter table local_identity.sign_in_tickets enable row level security;
alter table local_identity.sign_in_tickets force row level security;
create index sign_in_tickets_by_user on local_identity.sign_in_tickets (user_id);
create index sign_in_tickets_by_end on local_identity.sign_in_tickets (expires_at);
create policy sign_in_tickets_service on local_identity.sign_in_tickets to service using (true) with check (true);
create policy sign_in_tickets_internal on local_identity.sign_in_tickets to app_internal using (true);
grant select, insert (ticket_hash, user_id, expires_at), delete on local_identity.sign_in_tickets to service;
grant select, delete on local_identity.sign_in_tickets to app_internal;
-- NOTE: no person and no administrator reads a ticket, not even its hash.
comment on table local_identity.sign_in_tickets is
'SHA-256 of tickets that sign in: single use, for a minute or two; one that was used is gone.';

-- migrate:down
set local lock_timeout = '3s';
drop table local_identity.sign_in_tickets;
