-- migrate:up
set local lock_timeout = '3s';

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

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_history;
