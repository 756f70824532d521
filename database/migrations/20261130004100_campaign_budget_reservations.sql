-- migrate:up
set local lock_timeout = '3s';

-- What a campaign has promised to one participant, out of the brand's wallet.
create table campaign_budget_reservations (
  id uuid constraint campaign_budget_reservations_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  participant_id uuid not null
  constraint campaign_budget_reservations_belong_to_a_participant
  references campaign_participants (id) on delete restrict,
  amount bigint not null,
  spent bigint not null default 0,
  released bigint not null default 0,
  currency text not null,
  status text not null generated always as (
    case when spent + released < amount then 'held' when spent > 0 then 'spent' else 'released' end
  ) stored,
  ledger_transaction_id uuid not null
  constraint campaign_budget_reservations_stand_in_the_ledger
  references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_budget_reservations_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint budget_reservation_exists_once_per_participant unique (participant_id),
  constraint budget_reservation_is_positive check (amount > 0),
  constraint budget_reservation_is_not_overdrawn
  check (spent >= 0 and released >= 0 and spent + released <= amount),
  constraint budget_reservation_status_is_known check (status in ('held', 'spent', 'released'))
);
alter table campaign_budget_reservations enable row level security;
alter table campaign_budget_reservations force row level security;
create index campaign_budget_reservations_of_a_campaign
on campaign_budget_reservations (campaign_id, brand_id);
create index campaign_budget_reservations_by_brand on campaign_budget_reservations (brand_id);
create index campaign_budget_reservations_in_the_ledger
on campaign_budget_reservations (ledger_transaction_id);
create trigger touch_updated_at before update on campaign_budget_reservations
for each row execute function app.touch_updated_at();
select app.audit_table('campaign_budget_reservations', 'id');
create policy campaign_budget_reservations_members on campaign_budget_reservations for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_budget_reservations_admin on campaign_budget_reservations for select to admin
using (true);
create policy campaign_budget_reservations_service on campaign_budget_reservations for select to service
using (true);
create policy campaign_budget_reservations_internal on campaign_budget_reservations to app_internal
using (true) with check (true);
grant select on campaign_budget_reservations to authenticated, admin, service;
grant select, insert, update on campaign_budget_reservations to app_internal;
-- NOTE: nobody writes but app.reserve_budget, app.spend_budget and app.release_budget.
comment on table campaign_budget_reservations is
'Per participant: reserved, of it spent, of it released; what is left is held. Minor units.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_budget_reservations;
