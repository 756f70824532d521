-- migrate:up
set local lock_timeout = '3s';

-- A brand asks a creator to take part, for an amount.
create table campaign_invitations (
  id uuid constraint campaign_invitations_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null
  constraint campaign_invitations_go_to_a_user references auth.users (id) on delete restrict,
  invited_by uuid not null
  constraint campaign_invitations_were_sent_by_a_user references auth.users (id) on delete restrict,
  status text not null default 'pending',
  agreed_amount bigint not null,
  message text not null default '',
  terms text not null default '',
  invited_at timestamptz not null default now(),
  responded_at timestamptz,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  decline_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_invitations_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint campaign_invitations_keep_their_tenants unique (id, campaign_id, brand_id, creator_user_id),
  constraint campaign_invitations_status_is_known
  check (status in ('pending', 'accepted', 'declined', 'expired')),
  constraint campaign_invitations_amount_is_not_negative check (agreed_amount >= 0),
  constraint campaign_invitations_message_fits check (length(message) <= 5000),
  constraint campaign_invitations_terms_fit check (length(terms) <= 20000),
  constraint campaign_invitations_reason_fits check (length(decline_reason) <= 2000),
  constraint campaign_invitations_expire_after_they_begin check (expires_at > invited_at),
  constraint campaign_invitations_answer_has_its_time
  check ((status in ('accepted', 'declined')) = (responded_at is not null))
);
alter table campaign_invitations enable row level security;
alter table campaign_invitations force row level security;
create unique index invitation_is_pending_once_per_creator on campaign_invitations (campaign_id, creator_user_id)
where status = 'pending';
create index campaign_invitations_of_a_campaign on campaign_invitations (campaign_id, brand_id, id desc);
create index campaign_invitations_of_a_brand on campaign_invitations (brand_id, id desc);
create index campaign_invitations_of_a_creator on campaign_invitations (creator_user_id, id desc);
create index campaign_invitations_by_sender on campaign_invitations (invited_by);
create index campaign_invitations_due on campaign_invitations (expires_at) where status = 'pending';
create index campaign_invitations_to_a_creator on campaign_invitations (campaign_id, creator_user_id);
create trigger touch_updated_at before update on campaign_invitations
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on campaign_invitations
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC002', '{"pending": ["accepted", "declined", "expired"]}'
);
select app.audit_table('campaign_invitations', 'id');
create policy campaign_invitations_people on campaign_invitations for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_invitations_admin on campaign_invitations for select to admin using (true);
create policy campaign_invitations_service on campaign_invitations for select to service using (true);
create policy campaign_invitations_internal on campaign_invitations to app_internal using (true) with check (true);
grant select on campaign_invitations to authenticated, admin, service;
grant select, insert, update on campaign_invitations to app_internal;
-- NOTE: people invite, accept and decline through functions, which also move what hangs on it.
comment on table campaign_invitations is
'Invitations of creators; agreed_amount in minor units of the campaign''s currency.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_invitations;
