-- migrate:up
set local lock_timeout = '3s';

-- How a person comes into a brand that is not theirs: by a token that went to their address.
create table team_invitations (
  id uuid constraint team_invitations_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint team_invitations_belong_to_a_brand references brand_profiles (id) on delete cascade,
  email text not null,
  role text not null,
  token_hash bytea not null,
  invited_by uuid
  constraint team_invitations_are_sent_by_a_user references auth.users (id) on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid
  constraint team_invitations_are_accepted_by_a_user references auth.users (id) on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint team_invitations_token_is_used_once unique (token_hash),
  constraint team_invitations_email_is_lower_case check (email = lower(email)),
  constraint team_invitations_email_is_plausible check (email like '_%@_%' and length(email) <= 320),
  constraint team_invitations_role_is_known check (role in ('brand_admin', 'campaign_manager', 'analyst')),
  constraint team_invitations_hash_is_sha256 check (octet_length(token_hash) = 32),
  constraint team_invitations_end_one_way check (num_nonnulls(accepted_at, revoked_at) <= 1)
);
alter table team_invitations enable row level security;
alter table team_invitations force row level security;
create unique index team_invitations_are_open_once on team_invitations (brand_id, email)
where accepted_at is null and revoked_at is null;
create index team_invitations_of_a_brand on team_invitations (brand_id, id);
create index team_invitations_by_sender on team_invitations (invited_by);
create index team_invitations_by_taker on team_invitations (accepted_by);
-- Invitations go to people who never asked for one: a brand, a person with however many brands, and all together may
-- send them only so many.
create index team_invitations_to_an_address on team_invitations (email, created_at);
create index team_invitations_of_a_brand_by_time on team_invitations (brand_id, created_at);
-- The audit log is kept for ever, so it must not learn what has to be forgotten.
select app.audit_table('team_invitations', 'id', 'token_hash', 'email');
create policy team_invitations_managers on team_invitations for select to authenticated
using (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy team_invitations_managers_update on team_invitations for update to authenticated
using (brand_id = any((select auth.member_brand_ids())::uuid[]))
with check (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy team_invitations_admin on team_invitations to admin using (true) with check (true);
create policy team_invitations_service on team_invitations for select to service using (true);
create policy team_invitations_internal on team_invitations to app_internal using (true) with check (true);
grant select (id, brand_id, email, role, invited_by, expires_at, accepted_at, accepted_by, revoked_at, created_at),
update (revoked_at) on team_invitations to authenticated, admin;
grant select on team_invitations to service;
grant select, insert, update, delete on team_invitations to app_internal;
-- NOTE: nobody inserts: app.invite_to_team does, with the mail. Nobody reads a token's hash.
comment on table team_invitations is 'Invitations into a brand, by e-mail: one-time token (hashed), role, expiry.';

-- migrate:down
set local lock_timeout = '3s';
drop table team_invitations;
