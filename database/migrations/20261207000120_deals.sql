-- migrate:up
set local lock_timeout = '3s';

-- What a brand and a creator have agreed on: by an application, by a claim, or by an offer to one creator.
create table deals (
  id uuid constraint deals_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint deals_belong_to_a_brand references brand_profiles (id) on delete restrict,
  creator_user_id uuid not null
  constraint deals_belong_to_a_creator references auth.users (id) on delete restrict,
  created_by uuid
  constraint deals_were_made_by_a_user references auth.users (id) on delete restrict,
  gig_id uuid,
  slot_id uuid,
  application_id uuid,
  currency text not null,
  price bigint not null,
  fee_basis_points bigint not null,
  fee bigint not null,
  total bigint not null,
  title text not null,
  terms jsonb not null,
  terms_hash bytea not null,
  status text not null,
  offer_expires_at timestamptz,
  brand_accepted_at timestamptz,
  creator_accepted_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deals_id_and_brand_go_together unique (id, brand_id),
  constraint deals_keep_their_sides unique (id, brand_id, creator_user_id),
  constraint deals_come_from_a_gig foreign key (gig_id, brand_id)
  references gigs (id, brand_id) on delete restrict,
  constraint deals_fill_a_slot_of_their_gig foreign key (slot_id, gig_id)
  references gig_slots (id, gig_id) on delete restrict,
  constraint deals_answer_an_application foreign key (application_id, gig_id, creator_user_id)
  references gig_applications (id, gig_id, creator_user_id) on delete restrict,
  constraint deals_have_one_origin check (
    case when gig_id is null then num_nonnulls(slot_id, application_id) = 0
      else num_nonnulls(slot_id, application_id) = 1 end
  ),
  constraint deals_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint deals_cost_something check (price between 1 and 1000000000000 and fee >= 0 and total = price + fee),
  constraint deals_fee_is_a_share check (fee_basis_points between 0 and 10000),
  constraint deals_title_fits check (length(title) <= 200),
  constraint deals_title_is_seen check (app.is_written(title)),
  constraint deals_terms_are_an_object check (jsonb_typeof(terms) = 'object' and length(terms::text) <= 100000),
  constraint deals_terms_have_their_hash check (length(terms_hash) = 32),
  constraint deals_status_is_known
  check (status in ('offered', 'active', 'completed', 'cancelled', 'declined', 'expired')),
  constraint deals_are_offered_until_a_moment check (status <> 'offered' or offer_expires_at is not null),
  constraint deals_run_once_both_accept check (
    status not in ('active', 'completed') or (brand_accepted_at is not null and creator_accepted_at is not null)
  ),
  constraint deals_are_closed_at_a_moment check ((status in ('offered', 'active')) = (closed_at is null))
);
alter table deals enable row level security;
alter table deals force row level security;
create unique index deal_fills_a_slot_once on deals (slot_id)
where slot_id is not null and status in ('offered', 'active', 'completed');
create unique index gig_is_claimed_once_by_a_creator on deals (gig_id, creator_user_id) where slot_id is not null;
create unique index application_makes_one_deal on deals (application_id) where application_id is not null;
create index deals_of_a_brand on deals (brand_id, id desc);
create index deals_of_a_creator on deals (creator_user_id, id desc);
create index deals_by_maker on deals (created_by);
create index deals_of_a_gig on deals (gig_id, brand_id) where gig_id is not null;
create index deals_of_a_slot on deals (slot_id, gig_id);
create index deals_of_an_application on deals (application_id, gig_id, creator_user_id);
create index deals_offered on deals (offer_expires_at) where status = 'offered';
create trigger touch_updated_at before update on deals for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on deals
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IK001', '{"offered": ["active", "declined", "expired", "cancelled"], "active": ["completed", "cancelled"]}'
);
create trigger closed_is_final before update or delete on deals
for each row when (old.closed_at is not null) execute function app.refuse_closed_change();
create trigger terms_are_fixed before update of
brand_id, creator_user_id, gig_id, slot_id, application_id, currency, price, fee_basis_points, fee, total, title,
terms, terms_hash on deals
for each statement execute function app.refuse_closed_change();
create trigger never_truncated before truncate on deals
for each statement execute function app.refuse_closed_change();
create policy deals_people on deals for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy deals_admin on deals for select to admin using (true);
create policy deals_service on deals for select to service using (true);
create policy deals_internal on deals to app_internal using (true) with check (true);
grant select on deals to authenticated, admin, service;
grant select, insert, update on deals to app_internal;
-- NOTE: nobody writes but functions. No audit log: each step is an event of an escrow, and terms never change.
comment on table deals is 'Deals of a brand and a creator. price is the creator''s, fee comes on top; minor units.';
comment on column deals.terms_hash is 'SHA-256 of the terms in their canonical form, as both accepted them.';

alter table gig_slots add constraint gig_slots_are_filled_by_a_deal
foreign key (deal_id) references deals (id) on delete restrict deferrable initially deferred;

-- The parts that a deal is done and paid in, in turn.
create table deal_milestones (
  id uuid constraint deal_milestones_pkey primary key default uuidv7(),
  deal_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  number integer not null,
  title text not null,
  price bigint not null,
  fee bigint not null,
  total bigint not null,
  due_days integer not null,
  due_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deal_milestones_belong_to_a_deal foreign key (deal_id, brand_id, creator_user_id)
  references deals (id, brand_id, creator_user_id) on delete restrict,
  constraint deal_milestones_keep_their_sides unique (id, deal_id, brand_id, creator_user_id),
  constraint deal_milestone_has_a_number_of_its_own unique (deal_id, number),
  constraint deal_milestones_are_few check (number between 1 and 20),
  constraint deal_milestones_title_fits check (length(title) <= 200),
  constraint deal_milestones_title_is_seen check (app.is_written(title)),
  constraint deal_milestones_cost_something check (price >= 1 and fee >= 0 and total = price + fee),
  constraint deal_milestones_due_days_are_in_range check (due_days between 1 and 30)
);
alter table deal_milestones enable row level security;
alter table deal_milestones force row level security;
create index deal_milestones_of_a_deal on deal_milestones (deal_id, brand_id, creator_user_id);
create index deal_milestones_of_a_brand on deal_milestones (brand_id);
create index deal_milestones_of_a_creator on deal_milestones (creator_user_id);
create trigger touch_updated_at before update on deal_milestones
for each row execute function app.touch_updated_at();
create trigger terms_are_fixed before delete or update of
deal_id, brand_id, creator_user_id, number, title, price, fee, total, due_days on deal_milestones
for each statement execute function app.refuse_closed_change();
create trigger never_truncated before truncate on deal_milestones
for each statement execute function app.refuse_closed_change();
create policy deal_milestones_people on deal_milestones for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy deal_milestones_admin on deal_milestones for select to admin using (true);
create policy deal_milestones_service on deal_milestones for select to service using (true);
create policy deal_milestones_internal on deal_milestones to app_internal using (true) with check (true);
grant select on deal_milestones to authenticated, admin, service;
grant select, insert, update on deal_milestones to app_internal;
comment on table deal_milestones is 'Milestones of deals; minor units of the deal''s currency. Deals of gigs have one.';
comment on column deal_milestones.due_at is 'due_days after its money was held; NULL before.';

-- migrate:down
set local lock_timeout = '3s';
alter table gig_slots drop constraint gig_slots_are_filled_by_a_deal;
drop table deal_milestones;
drop table deals;
