-- migrate:up
set local lock_timeout = '3s';

-- What a brand offers to everybody: by application, or by claiming one of its slots. It holds no budget, because every
-- creator reads it.
create table gigs (
  id uuid constraint gigs_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint gigs_belong_to_a_brand references brand_profiles (id) on delete restrict,
  created_by uuid not null
  constraint gigs_were_created_by_a_user references auth.users (id) on delete restrict,
  mode text not null default 'application',
  title text not null,
  description text not null default '',
  category text,
  currency text not null,
  price_min bigint,
  price_max bigint,
  slots_total integer not null default 1,
  followers_min bigint,
  followers_max bigint,
  platforms text[] not null default '{}',
  countries text[] not null default '{}',
  languages text[] not null default '{}',
  questions jsonb not null default '[]',
  due_days integer not null default 14,
  revision_limit integer not null default 2,
  review_hours integer not null default 72,
  keep_live_days integer not null default 0,
  applications_close_at timestamptz,
  opened_at timestamptz,
  ends_at timestamptz,
  status text not null default 'draft',
  closed_at timestamptz,
  close_reason text,
  version integer not null default 0,
  search tsvector not null generated always as (
    app.gig_words(title, category, description, mode, platforms, countries)
  ) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint gigs_id_and_brand_go_together unique (id, brand_id),
  constraint gigs_mode_is_known check (mode in ('application', 'claim')),
  constraint gigs_title_fits check (length(title) <= 200),
  constraint gigs_title_is_seen check (app.is_written(title)),
  constraint gigs_description_fits check (length(description) <= 20000),
  constraint gigs_category_fits check (length(category) between 1 and 100),
  constraint gigs_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint gigs_prices_are_in_order check (price_min >= 1 and price_min <= price_max and price_max <= 1000000000000),
  constraint gigs_slots_are_few check (slots_total between 1 and 1000),
  constraint gigs_followers_are_in_order
  check (followers_min >= 0 and followers_max >= 0 and coalesce(followers_min, 0) <= coalesce(followers_max, followers_min, 0)),
  constraint gigs_platforms_are_known
  check (platforms <@ array['instagram', 'tiktok', 'twitter', 'linkedin', 'youtube']),
  constraint gigs_countries_are_codes
  check (cardinality(countries) <= 60 and array_to_string(countries, '') ~ '^[A-Z]*$'
    and length(array_to_string(countries, '')) = 2 * cardinality(countries)),
  constraint gigs_languages_are_codes
  check (cardinality(languages) <= 60 and array_to_string(languages, '') ~ '^[a-z]*$'
    and length(array_to_string(languages, '')) = 2 * cardinality(languages)),
  constraint gigs_questions_are_few
  check (jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) <= 10 and length(questions::text) <= 10000),
  constraint gigs_due_days_are_in_range check (due_days between 1 and 30),
  constraint gigs_revisions_are_few check (revision_limit between 0 and 10),
  constraint gigs_review_hours_are_in_range check (review_hours between 24 and 336),
  constraint gigs_keep_live_days_are_in_range check (keep_live_days between 0 and 30),
  constraint gigs_status_is_known check (status in ('draft', 'open', 'paused', 'closed', 'cancelled')),
  constraint gigs_are_opened_at_a_moment check ((status = 'draft') = (opened_at is null)),
  constraint gigs_end_after_they_open check (
    (status = 'draft' or ends_at is not null) and ends_at > opened_at and ends_at <= opened_at + interval '60 days'
  ),
  constraint gigs_are_closed_at_a_moment check ((status in ('closed', 'cancelled')) = (closed_at is not null)),
  constraint gigs_are_closed_for_a_reason
  check ((closed_at is not null) = (close_reason is not null) and length(close_reason) <= 500)
);
alter table gigs enable row level security;
alter table gigs force row level security;
create index gigs_of_a_brand on gigs (brand_id, id desc);
create index gigs_by_creator on gigs (created_by);
create index gigs_open on gigs (status, id desc);
create index gigs_open_by_price on gigs (price_max desc, id desc) where status = 'open';
create index gigs_open_by_words on gigs using gin (search) where status = 'open';
create index gigs_due_to_end on gigs (ends_at) where status in ('open', 'paused');
create trigger touch_updated_at before update on gigs for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on gigs
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IK001', '{"draft": ["open"], "open": ["paused", "closed", "cancelled"], "paused": ["open", "closed", "cancelled"]}'
);
create trigger closed_is_final before update or delete on gigs
for each row when (old.status in ('closed', 'cancelled')) execute function app.refuse_closed_change();
create trigger never_truncated before truncate on gigs
for each statement execute function app.refuse_closed_change();
select app.audit_table('gigs', 'id', 'search');
create policy gigs_people on gigs for select to authenticated using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or status = (select auth.gig_status_for_all())
  or id = any((select auth.creator_gig_ids())::uuid[])
);
create policy gigs_managers_insert on gigs for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy gigs_managers_update on gigs for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy gigs_managers_delete on gigs for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and status = 'draft');
create policy gigs_admin on gigs to admin using (true) with check (true);
create policy gigs_service on gigs for select to service using (true);
create policy gigs_internal on gigs to app_internal using (true) with check (true);
grant select, delete on gigs to authenticated, admin;
grant insert (
  brand_id, created_by, mode, title, description, category, currency, price_min, price_max, slots_total,
  followers_min, followers_max, platforms, countries, languages, questions, due_days, revision_limit, review_hours,
  keep_live_days, applications_close_at, ends_at
) on gigs to authenticated, admin;
grant update (
  mode, title, description, category, currency, price_min, price_max, slots_total, followers_min, followers_max,
  platforms, countries, languages, questions, due_days, revision_limit, review_hours, keep_live_days,
  applications_close_at, ends_at
) on gigs to authenticated, admin;
grant select on gigs to service;
grant select, update on gigs to app_internal;
-- NOTE: status and its moments are written by functions only: opening funds, closing refunds.
comment on table gigs is 'What brands offer to creators; prices in minor units of currency, without the fee on top.';
comment on column gigs.version is 'How many events the gig has: seq of the last one.';

-- What the brand has for it. Of its own, because creators never read a budget.
create table gig_budgets (
  gig_id uuid constraint gig_budgets_pkey primary key,
  brand_id uuid not null,
  budget_total bigint,
  funded_total bigint not null default 0,
  fee_basis_points bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint gig_budgets_belong_to_a_gig foreign key (gig_id, brand_id)
  references gigs (id, brand_id) on delete cascade,
  constraint gig_budgets_are_in_range check (budget_total between 0 and 1000000000000),
  constraint gig_budgets_funding_is_not_negative check (funded_total >= 0),
  constraint gig_budgets_fee_is_a_share check (fee_basis_points between 0 and 10000)
);
alter table gig_budgets enable row level security;
alter table gig_budgets force row level security;
create index gig_budgets_of_a_gig on gig_budgets (gig_id, brand_id);
create index gig_budgets_of_a_brand on gig_budgets (brand_id);
create trigger touch_updated_at before update on gig_budgets
for each row execute function app.touch_updated_at();
select app.audit_table('gig_budgets', 'gig_id');
create policy gig_budgets_members on gig_budgets for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy gig_budgets_managers_insert on gig_budgets for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy gig_budgets_managers_update on gig_budgets for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy gig_budgets_admin on gig_budgets to admin using (true) with check (true);
create policy gig_budgets_service on gig_budgets for select to service using (true);
create policy gig_budgets_internal on gig_budgets to app_internal using (true) with check (true);
grant select, insert (gig_id, brand_id, budget_total), update (budget_total) on gig_budgets to authenticated, admin;
grant select on gig_budgets to service;
grant select, insert, update on gig_budgets to app_internal;
comment on table gig_budgets is
'Budgets of gigs, in minor units: the sum of the slots'' prices, or the lid of what deals by application may cost.';
comment on column gig_budgets.budget_total is 'Prices without fees. NULL: no lid; a gig with slots needs one.';
comment on column gig_budgets.funded_total is 'What opening took out of the wallet: prices and fees of all slots.';
comment on column gig_budgets.fee_basis_points is 'The fee at the moment of funding.';

-- One row for each slot, with a price of its own: nothing is divided later.
create table gig_slots (
  id uuid constraint gig_slots_pkey primary key default uuidv7(),
  gig_id uuid not null,
  brand_id uuid not null,
  number integer not null,
  price bigint not null,
  fee bigint not null,
  total bigint not null,
  status text not null default 'open',
  deal_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint gig_slots_belong_to_a_gig foreign key (gig_id, brand_id)
  references gigs (id, brand_id) on delete restrict,
  constraint gig_slots_keep_their_gig unique (id, gig_id),
  constraint gig_slot_has_a_number_of_its_own unique (gig_id, number),
  constraint gig_slots_are_numbered_from_one check (number between 1 and 1000),
  constraint gig_slots_cost_something check (price >= 1 and fee >= 0 and total = price + fee),
  constraint gig_slots_status_is_known check (status in ('open', 'claimed', 'approved', 'refunded')),
  constraint gig_slots_are_taken_by_a_deal
  check (case status when 'open' then deal_id is null when 'refunded' then true else deal_id is not null end)
);
alter table gig_slots enable row level security;
alter table gig_slots force row level security;
create index gig_slots_of_a_gig on gig_slots (gig_id, brand_id);
create index gig_slots_of_a_brand on gig_slots (brand_id);
create index gig_slots_of_a_deal on gig_slots (deal_id);
create index gig_slots_left on gig_slots (gig_id, number) where status = 'open';
create trigger touch_updated_at before update on gig_slots
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on gig_slots
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IK001', '{"open": ["claimed", "refunded"], "claimed": ["open", "approved", "refunded"]}'
);
create trigger closed_is_final before update or delete on gig_slots
for each row when (old.status in ('approved', 'refunded')) execute function app.refuse_closed_change();
create trigger price_is_fixed before update of price, fee, total, number, gig_id, brand_id on gig_slots
for each statement execute function app.refuse_closed_change();
create trigger never_truncated before truncate on gig_slots
for each statement execute function app.refuse_closed_change();
create policy gig_slots_members on gig_slots for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy gig_slots_admin on gig_slots for select to admin using (true);
create policy gig_slots_service on gig_slots for select to service using (true);
create policy gig_slots_internal on gig_slots to app_internal using (true) with check (true);
grant select on gig_slots to authenticated, admin, service;
grant select, insert, update on gig_slots to app_internal;
-- NOTE: nobody writes but app.fund_gig, app.claim_slot, app.reopen_slot, app.close_gig and the steps of escrows.
-- NOTE: no audit log: each change of a slot is an event of its gig or its escrow.
comment on table gig_slots is 'Slots of gigs that are claimed; price, fee and total in minor units of the gig''s currency.';

-- migrate:down
set local lock_timeout = '3s';
drop table gig_slots;
drop table gig_budgets;
drop table gigs;
