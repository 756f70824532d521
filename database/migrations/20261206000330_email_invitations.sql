-- migrate:up
set local lock_timeout = '3s';

-- A brand asks somebody to take part of whom it knows the address only. It becomes an invitation of the campaign when
-- a creator has shown that the address is theirs.
create table email_invitations (
  id uuid constraint email_invitations_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  email text not null,
  invited_by uuid not null
  constraint email_invitations_were_sent_by_a_user references auth.users (id) on delete restrict,
  status text not null default 'pending',
  agreed_amount bigint,
  message text not null default '',
  terms text not null default '',
  token_hash bytea not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  lapse_reason text,
  invitation_id uuid
  constraint email_invitations_become_an_invitation references campaign_invitations (id) on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint email_invitations_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint email_invitations_token_is_used_once unique (token_hash),
  constraint email_invitations_email_is_lower_case check (email = lower(email)),
  constraint email_invitations_email_is_plausible check (email like '_%@_%' and length(email) <= 320),
  constraint email_invitations_status_is_known
  check (status in ('pending', 'invited', 'withdrawn', 'lapsed', 'expired')),
  constraint email_invitations_amount_is_payable check (agreed_amount between 0 and 1000000000000),
  constraint email_invitations_message_fits check (length(message) <= 5000),
  constraint email_invitations_terms_fit check (length(terms) <= 20000),
  constraint email_invitations_hash_is_sha256 check (octet_length(token_hash) = 32),
  constraint email_invitations_expire_after_they_begin check (expires_at > created_at),
  constraint email_invitations_end_has_its_time check ((status = 'pending') = (ended_at is null)),
  constraint email_invitations_lapse_has_its_reason check ((status = 'lapsed') = (lapse_reason is not null)),
  constraint email_invitations_reason_is_known
  check (lapse_reason in ('campaign_ended', 'brand_barred', 'on_both_sides', 'already_invited', 'not_allowed')),
  constraint email_invitations_invited_name_the_invitation
  check ((status = 'invited') = (invitation_id is not null))
);
alter table email_invitations enable row level security;
alter table email_invitations force row level security;
create unique index email_invitation_is_open_once on email_invitations (campaign_id, email)
where status = 'pending';
create index email_invitations_of_a_campaign on email_invitations (campaign_id, brand_id, id desc);
create index email_invitations_of_a_brand_by_time on email_invitations (brand_id, created_at);
create index email_invitations_by_sender on email_invitations (invited_by, created_at);
create index email_invitations_to_an_address on email_invitations (email, created_at);
create index email_invitations_that_became on email_invitations (invitation_id) where invitation_id is not null;
create index email_invitations_open on email_invitations (expires_at) where status = 'pending';
create index email_invitations_over on email_invitations (ended_at) where ended_at is not null;
create trigger touch_updated_at before update on email_invitations
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on email_invitations
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC070', '{"pending": ["invited", "withdrawn", "lapsed", "expired"]}'
);
-- The audit log is kept for ever, so it must not learn what has to be forgotten.
select app.audit_table('email_invitations', 'id', 'token_hash', 'email', 'message');
create policy email_invitations_members on email_invitations for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy email_invitations_admin on email_invitations for select to admin using (true);
create policy email_invitations_service on email_invitations for select to service using (true);
create policy email_invitations_internal on email_invitations to app_internal using (true) with check (true);
grant select (
  id, campaign_id, brand_id, email, invited_by, status, agreed_amount, message, terms, expires_at, ended_at,
  lapse_reason, invitation_id, created_at, updated_at
) on email_invitations to authenticated, admin, service;
grant select, insert, update, delete on email_invitations to app_internal;
-- NOTE: nobody writes: app.invite_by_email does, with the mail. Nobody reads a token's hash.
comment on table email_invitations is
'Invitations to a campaign that went to an address; agreed_amount in minor units of the campaign''s currency, NULL: what '
'its deliverables pay together when it becomes an invitation.';

-- migrate:down
set local lock_timeout = '3s';
drop table email_invitations;
