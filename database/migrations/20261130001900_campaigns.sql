-- migrate:up
set local lock_timeout = '3s';

-- What a brand wants done, with which budget, in which time.
create table campaigns (
  id uuid constraint campaigns_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint campaigns_belong_to_a_brand references brand_profiles (id) on delete restrict,
  created_by uuid not null
  constraint campaigns_were_created_by_a_user references auth.users (id) on delete restrict,
  name text not null,
  description text not null default '',
  category text,
  status text not null default 'draft',
  currency text not null default 'usd',
  budget_total bigint,
  budget_reserved bigint not null default 0,
  budget_spent bigint not null default 0,
  timeline_start date,
  timeline_end date,
  target_audience jsonb not null default '{}',
  brand_guidelines text not null default '',
  destination_url text,
  auto_approve_late_reviews boolean not null default false,
  end_announced_at timestamptz,
  low_budget_announced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaigns_id_and_brand_go_together unique (id, brand_id),
  constraint campaigns_name_is_given check (length(btrim(name)) between 1 and 200),
  constraint campaigns_description_fits check (length(description) <= 10000),
  constraint campaigns_guidelines_fit check (length(brand_guidelines) <= 20000),
  constraint campaigns_category_fits check (length(category) between 1 and 100),
  constraint campaigns_status_is_known
  check (status in ('draft', 'active', 'paused', 'completed', 'cancelled')),
  constraint campaigns_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint campaign_budgets_are_not_negative
  check (budget_total >= 0 and budget_reserved >= 0 and budget_spent >= 0),
  constraint campaign_budget_covers_commitments check (budget_reserved + budget_spent <= budget_total),
  constraint campaign_starts_before_it_ends check (timeline_start <= timeline_end),
  constraint campaign_timeline_is_within_reason
  check (timeline_start >= '2000-01-01' and timeline_end < '2100-01-01'),
  constraint campaign_destination_is_https
  check (destination_url like 'https://%' and length(destination_url) <= 2048),
  constraint campaign_target_audience_is_an_object check (jsonb_typeof(target_audience) = 'object')
);
alter table campaigns enable row level security;
alter table campaigns force row level security;
create index campaigns_of_a_brand on campaigns (brand_id, id desc);
create index campaigns_of_a_brand_by_status on campaigns (brand_id, status, id desc);
create index campaigns_by_creator on campaigns (created_by);
create index campaigns_due_to_start on campaigns (timeline_start) where status = 'draft';
create index campaigns_due_to_end on campaigns (timeline_end) where status in ('active', 'paused');
create index campaigns_with_exhausted_budget on campaigns (id)
where status = 'active' and budget_spent >= budget_total;
create index campaigns_running on campaigns (id) where status in ('active', 'paused');
create index campaigns_to_announce on campaigns (timeline_end)
where status in ('active', 'paused') and end_announced_at is null;
create trigger touch_updated_at before update on campaigns
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on campaigns
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC001', '{"draft": ["active", "cancelled"], "active": ["paused", "completed", "cancelled"],
             "paused": ["active", "completed", "cancelled"]}'
);
select app.audit_table('campaigns', 'id');
create policy campaigns_members on campaigns for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaigns_managers_insert on campaigns for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy campaigns_managers_update on campaigns for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaigns_managers_delete on campaigns for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and status = 'draft');
create policy campaigns_admin on campaigns to admin using (true) with check (true);
create policy campaigns_service on campaigns to service using (true) with check (true);
create policy campaigns_internal on campaigns to app_internal using (true) with check (true);
grant select, delete on campaigns to authenticated, admin;
grant insert (
  brand_id, created_by, name, description, category, currency, budget_total, timeline_start, timeline_end,
  target_audience, brand_guidelines, destination_url, auto_approve_late_reviews
) on campaigns to authenticated, admin;
grant update (
  name, description, category, status, currency, budget_total, timeline_start, timeline_end,
  target_audience, brand_guidelines, destination_url, auto_approve_late_reviews
) on campaigns to authenticated, admin;
grant select, update (status) on campaigns to service;
grant select, update on campaigns to app_internal;
-- NOTE: budget_reserved and budget_spent are moved by SQL functions only; creators read campaign_briefs.
comment on table campaigns is 'Campaigns of brands; money in minor units of currency.';
comment on column campaigns.budget_total is 'NULL: no limit but the wallet.';
comment on column campaigns.timeline_end is 'The campaign ends when this UTC day begins.';
comment on column campaigns.destination_url is 'Where the creators'' tracking links lead; NULL: the brand''s website.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaigns;
