-- migrate:up
set local lock_timeout = '3s';

-- A file of a size that nobody knows beforehand: asked for, written by a worker, fetched from the file store, and gone
-- after a week. Where it lies follows from the id (common/exports.py).
create table exports (
  id uuid constraint exports_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint exports_belong_to_who_asked references auth.users (id) on delete cascade,
  kind text not null,
  status text not null default 'pending',
  wallet_id uuid constraint exports_are_about_a_wallet references wallets (id) on delete cascade,
  campaign_id uuid,
  brand_id uuid,
  since timestamptz,
  until timestamptz,
  size_bytes bigint,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  last_error text,
  expires_at timestamptz not null default now() + interval '7 days',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint exports_are_about_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint exports_kind_is_known check (kind in ('personal_data', 'statement', 'campaign_report')),
  constraint exports_status_is_known check (status in ('pending', 'ready', 'failed')),
  constraint exports_are_about_what_their_kind_says check (
    (kind = 'statement') = (wallet_id is not null)
    and (kind = 'campaign_report') = (campaign_id is not null)
    and (campaign_id is null) = (brand_id is null)
    and (kind = 'statement' or (since is null and until is null))
  ),
  constraint exports_span_runs_forwards check (since < until),
  constraint exports_have_a_size_once_ready check ((status = 'ready') = (size_bytes is not null)),
  constraint exports_size_is_counted check (size_bytes >= 0),
  constraint exports_attempts_are_counted check (attempts >= 0)
);
alter table exports enable row level security;
alter table exports force row level security;
create index exports_of_a_user on exports (user_id, id desc);
create index exports_of_a_wallet on exports (wallet_id);
create index exports_of_a_campaign on exports (campaign_id, brand_id);
create index exports_of_a_brand on exports (brand_id);
create index exports_are_due on exports (kind, available_at) where status = 'pending';
create index exports_expire on exports (expires_at);
-- One file of a kind at a time: who asks again waits for it.
create unique index exports_wait_once on exports (user_id, kind, wallet_id, campaign_id) nulls not distinct
where status = 'pending';
create trigger touch_updated_at before update on exports
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on exports
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IE001', '{"pending": ["ready", "failed"]}'
);
-- Who may no longer see what the file is about does not see the file.
create policy exports_own on exports for select to authenticated using (
  user_id = (select auth.uid())
  and (wallet_id is null or wallet_id = any((select auth.wallet_ids())::uuid[]))
  and (brand_id is null or brand_id = any((select auth.brand_ids())::uuid[]))
);
create policy exports_own_insert on exports for insert to authenticated with check (
  user_id = (select auth.uid())
  and (wallet_id is null or wallet_id = any((select auth.wallet_ids())::uuid[]))
  and (brand_id is null or brand_id = any((select auth.brand_ids())::uuid[]))
);
create policy exports_admin on exports for select to admin using (true);
create policy exports_admin_insert on exports for insert to admin with check (user_id = (select auth.uid()));
create policy exports_service on exports to service using (true) with check (true);
create policy exports_internal on exports to app_internal using (true) with check (true);
grant select (id, user_id, kind, status, wallet_id, campaign_id, brand_id, since, until, size_bytes, expires_at,
  created_at, updated_at),
insert (user_id, kind, wallet_id, campaign_id, brand_id, since, until) on exports to authenticated, admin;
grant select, update, delete on exports to service;
grant select, delete on exports to app_internal;
-- NOTE: nobody but the service says that a file is there, and nobody chooses how long it stays.
comment on table exports is
'Files that people asked for: all about themselves, a wallet''s statement, a campaign''s report. Kept for 7 days.';

-- migrate:down
set local lock_timeout = '3s';
drop table exports;
