-- migrate:up
set local lock_timeout = '3s';

-- Offers and counter-offers about an invitation's amount and terms.
create table campaign_negotiations (
  id uuid constraint campaign_negotiations_pkey primary key default uuidv7(),
  invitation_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  proposed_by uuid not null
  constraint campaign_negotiations_were_proposed_by_a_user references auth.users (id) on delete restrict,
  from_creator boolean not null generated always as (proposed_by = creator_user_id) stored,
  amount bigint not null,
  terms text not null default '',
  status text not null default 'proposed',
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_negotiations_belong_to_an_invitation
  foreign key (invitation_id, campaign_id, brand_id, creator_user_id)
  references campaign_invitations (id, campaign_id, brand_id, creator_user_id) on delete cascade,
  constraint campaign_negotiations_amount_is_not_negative check (amount >= 0),
  constraint campaign_negotiations_terms_fit check (length(terms) <= 20000),
  constraint campaign_negotiations_status_is_known
  check (status in ('proposed', 'countered', 'accepted', 'rejected', 'withdrawn'))
);
alter table campaign_negotiations enable row level security;
alter table campaign_negotiations force row level security;
create unique index negotiation_is_open_once_per_invitation on campaign_negotiations (invitation_id)
where status = 'proposed';
create index campaign_negotiations_of_an_invitation
on campaign_negotiations (invitation_id, campaign_id, brand_id, creator_user_id);
create index campaign_negotiations_of_a_brand on campaign_negotiations (brand_id, id desc);
create index campaign_negotiations_of_a_creator on campaign_negotiations (creator_user_id, id desc);
create index campaign_negotiations_by_proposer on campaign_negotiations (proposed_by);
create trigger touch_updated_at before update on campaign_negotiations
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on campaign_negotiations
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC005', '{"proposed": ["countered", "accepted", "rejected", "withdrawn"]}'
);
select app.audit_table('campaign_negotiations', 'id');
create policy campaign_negotiations_people on campaign_negotiations for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_negotiations_admin on campaign_negotiations for select to admin using (true);
create policy campaign_negotiations_service on campaign_negotiations for select to service using (true);
create policy campaign_negotiations_internal on campaign_negotiations to app_internal
using (true) with check (true);
grant select on campaign_negotiations to authenticated, admin, service;
grant select, insert, update on campaign_negotiations to app_internal;
-- NOTE: offers are made and answered by functions: an accepted one changes the invitation in the same transaction.
comment on table campaign_negotiations is
'Offers about an invitation; amount in minor units of the campaign''s currency.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_negotiations;
