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
  auto_approve_late_reviews boolean not null default false,
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
  target_audience, brand_guidelines, auto_approve_late_reviews
) on campaigns to authenticated, admin;
grant update (
  name, description, category, status, currency, budget_total, timeline_start, timeline_end,
  target_audience, brand_guidelines, auto_approve_late_reviews
) on campaigns to authenticated, admin;
grant select, update (status) on campaigns to service;
grant select, update on campaigns to app_internal;
-- NOTE: budget_reserved and budget_spent are moved by SQL functions only; creators read campaign_briefs.
comment on table campaigns is 'Campaigns of brands; money in minor units of currency.';
comment on column campaigns.budget_total is 'NULL: no limit but the wallet.';
comment on column campaigns.timeline_end is 'The campaign ends when this UTC day begins.';

-- Every change of status, with its reason and author.
create table campaign_history (
  id uuid constraint campaign_history_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  from_status text not null,
  to_status text not null,
  reason text not null,
  actor_user_id uuid
  constraint campaign_history_was_caused_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint campaign_history_belongs_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint campaign_history_reason_is_known check (reason in ('user', 'schedule', 'budget_exhausted'))
);
alter table campaign_history enable row level security;
alter table campaign_history force row level security;
create index campaign_history_of_a_campaign on campaign_history (campaign_id, brand_id, id);
create index campaign_history_by_brand on campaign_history (brand_id);
create index campaign_history_by_actor on campaign_history (actor_user_id);
select app.keep_append_only('campaign_history');
create policy campaign_history_members on campaign_history for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_history_admin on campaign_history for select to admin using (true);
create policy campaign_history_service on campaign_history for select to service using (true);
create policy campaign_history_internal on campaign_history to app_internal using (true) with check (true);
grant select on campaign_history to authenticated, admin, service, app_internal;
grant insert on campaign_history to app_internal;
-- NOTE: nobody inserts: the trigger on campaigns does.
comment on table campaign_history is 'Status changes of campaigns. Append-only.';

set local role app_internal;
create function app.record_campaign_history() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.campaign_history (campaign_id, brand_id, from_status, to_status, reason, actor_user_id)
  select
    n.id, n.brand_id, o.status, n.status,
    coalesce(nullif(current_setting('request.reason', true), ''), 'user'), auth.uid()
  from new_rows as n inner join old_rows as o on o.id = n.id
  where o.status <> n.status;
  return null;
end
$$;
comment on function app.record_campaign_history() is
'AFTER UPDATE on campaigns: history; the setting request.reason tells schedule and budget_exhausted from user.';
grant execute on function app.record_campaign_history() to app_owner;
reset role;
create trigger record_history after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.record_campaign_history();

-- What a creator has to deliver, and what one unit pays.
create table campaign_deliverables (
  id uuid constraint campaign_deliverables_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  deliverable_type text not null,
  quantity integer not null default 1,
  description text not null default '',
  compensation_amount bigint not null default 0,
  due_date date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_deliverables_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint campaign_deliverables_type_is_known check (deliverable_type in (
    'instagram_post', 'instagram_story', 'instagram_reel', 'tiktok_video', 'youtube_video', 'youtube_short',
    'tweet', 'twitter_thread', 'linkedin_post', 'linkedin_article', 'blog_post', 'other'
  )),
  constraint campaign_deliverables_quantity_is_sane check (quantity between 1 and 1000),
  constraint campaign_deliverables_compensation_is_not_negative check (compensation_amount >= 0),
  constraint campaign_deliverables_description_fits check (length(description) <= 5000)
);
alter table campaign_deliverables enable row level security;
alter table campaign_deliverables force row level security;
create index campaign_deliverables_of_a_campaign on campaign_deliverables (campaign_id, brand_id, id);
create index campaign_deliverables_by_brand on campaign_deliverables (brand_id);
create trigger touch_updated_at before update on campaign_deliverables
for each row execute function app.touch_updated_at();
create policy campaign_deliverables_members on campaign_deliverables for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_deliverables_managers_insert on campaign_deliverables for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_deliverables_managers_update on campaign_deliverables for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_deliverables_managers_delete on campaign_deliverables for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_deliverables_admin on campaign_deliverables to admin using (true) with check (true);
create policy campaign_deliverables_service on campaign_deliverables for select to service using (true);
create policy campaign_deliverables_internal on campaign_deliverables to app_internal
using (true) with check (true);
grant select, delete,
insert (campaign_id, brand_id, deliverable_type, quantity, description, compensation_amount, due_date),
update (deliverable_type, quantity, description, compensation_amount, due_date)
on campaign_deliverables to authenticated, admin;
grant select on campaign_deliverables to service, app_internal;
comment on table campaign_deliverables is
'Deliverables of a campaign; compensation_amount is per unit, in minor units of the campaign''s currency.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_deliverables;
drop table campaign_history;
drop table campaigns;
set local role app_internal;
drop function app.record_campaign_history();
reset role;
