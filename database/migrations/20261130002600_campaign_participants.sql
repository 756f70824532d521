-- migrate:up
set local lock_timeout = '3s';

-- A creator who takes part.
create table campaign_participants (
  id uuid constraint campaign_participants_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null
  constraint campaign_participants_are_users references auth.users (id) on delete restrict,
  invitation_id uuid not null,
  status text not null default 'active',
  budget_allocated bigint not null default 0,
  tracking_link uuid
  constraint campaign_participants_follow_a_tracking_link references tracking_links (id) on delete restrict,
  joined_at timestamptz not null default now(),
  removal_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_participants_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint campaign_participants_came_by_invitation
  foreign key (invitation_id, campaign_id, brand_id, creator_user_id)
  references campaign_invitations (id, campaign_id, brand_id, creator_user_id) on delete restrict,
  constraint participant_takes_part_once unique (campaign_id, creator_user_id),
  constraint campaign_participants_keep_their_tenants unique (id, campaign_id, brand_id, creator_user_id),
  constraint campaign_participants_link_is_their_own unique (tracking_link),
  constraint campaign_participants_status_is_known check (status in ('active', 'inactive', 'completed')),
  constraint campaign_participants_budget_is_not_negative check (budget_allocated >= 0),
  constraint campaign_participants_reason_fits check (length(removal_reason) <= 2000)
);
alter table campaign_participants enable row level security;
alter table campaign_participants force row level security;
create index campaign_participants_of_a_campaign on campaign_participants (campaign_id, brand_id, id desc);
create index campaign_participants_of_a_brand on campaign_participants (brand_id, id desc);
create index campaign_participants_of_a_creator on campaign_participants (creator_user_id, id desc);
create index campaign_participants_by_invitation
on campaign_participants (invitation_id, campaign_id, brand_id, creator_user_id);
create trigger touch_updated_at before update on campaign_participants
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on campaign_participants
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC003', '{"active": ["inactive", "completed"], "inactive": ["active", "completed"]}'
);
select app.audit_table('campaign_participants', 'id');
create policy campaign_participants_people on campaign_participants for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_participants_admin on campaign_participants for select to admin using (true);
create policy campaign_participants_service on campaign_participants for select to service using (true);
create policy campaign_participants_internal on campaign_participants to app_internal
using (true) with check (true);
grant select on campaign_participants to authenticated, admin, service;
grant select, insert, update on campaign_participants to app_internal;
-- NOTE: participants come by accepting and go by functions, which release what is reserved for them.
comment on table campaign_participants is
'Who takes part; budget_allocated in minor units of the campaign''s currency.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_participants;
