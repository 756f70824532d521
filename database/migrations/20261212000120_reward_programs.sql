-- migrate:up
set local lock_timeout = '3s';

-- Who pays for what is granted, of which budget, until when. Points and badges need no budget: currency NULL.
create table reward_programs (
  id uuid constraint reward_programs_pkey primary key default uuidv7(),
  brand_id uuid
  constraint reward_programs_belong_to_a_brand references brand_profiles (id) on delete restrict,
  name text not null,
  currency text,
  budget_total bigint not null default 0,
  budget_reserved bigint not null default 0,
  budget_spent bigint not null default 0,
  budget_returned bigint not null default 0,
  told_percent smallint not null default 0,
  starts_at timestamptz,
  ends_at timestamptz,
  claim_days integer not null default 90,
  status text not null default 'draft',
  paused_reason text,
  terms_url text,
  ended_at timestamptz,
  closed_at timestamptz,
  created_by uuid
  constraint reward_programs_are_made_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reward_programs_name_is_seen check (app.is_written(name) and length(name) <= 200),
  constraint reward_programs_currency_is_one check (currency ~ '^([a-z]{3}|[a-z]{4,8})$'),
  constraint reward_program_budget_covers_commitments
  check (
    budget_reserved >= 0 and budget_spent >= 0 and budget_returned >= 0
    and budget_total >= budget_reserved + budget_spent + budget_returned
  ),
  constraint reward_programs_budget_has_a_currency check (currency is not null or budget_total = 0),
  constraint reward_programs_told_percent_is_one check (told_percent in (0, 80, 95, 100)),
  constraint reward_programs_end_after_their_start check (ends_at > starts_at),
  constraint reward_programs_claim_days_are_days check (claim_days between 1 and 730),
  constraint reward_programs_status_is_known check (status in ('draft', 'active', 'paused', 'ended')),
  constraint reward_programs_paused_reason_is_known check (paused_reason in ('asked', 'budget_exhausted', 'brand_barred')),
  constraint reward_programs_are_paused_for_a_reason check ((status = 'paused') = (paused_reason is not null)),
  constraint reward_programs_are_ended_at_a_time check ((status = 'ended') = (ended_at is not null) and (closed_at is null or status = 'ended')),
  constraint reward_programs_terms_are_an_address check (terms_url ~ '^https://[^[:space:]]+$' and length(terms_url) <= 2048)
);
alter table reward_programs enable row level security;
alter table reward_programs force row level security;
create index reward_programs_of_a_brand on reward_programs (brand_id, id desc);
create index reward_programs_by_status on reward_programs (status, id desc);
create index reward_programs_that_end on reward_programs (ends_at) where status in ('active', 'paused') and ends_at is not null;
create index reward_programs_by_author on reward_programs (created_by) where created_by is not null;
create trigger touch_updated_at before update on reward_programs
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on reward_programs
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IW002', '{"draft": ["active", "ended"], "active": ["paused", "ended"], "paused": ["active", "ended"]}'
);
create trigger owner_is_fixed before update of brand_id on reward_programs
for each row when (old.brand_id is distinct from new.brand_id) execute function app.refuse_change();
create trigger never_deleted before delete or truncate on reward_programs
for each statement execute function app.refuse_change();
select app.audit_table('reward_programs', 'id');
create policy reward_programs_brand on reward_programs for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy reward_programs_managers_insert on reward_programs for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy reward_programs_managers_update on reward_programs for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy reward_programs_admin on reward_programs to admin using (true) with check (true);
create policy reward_programs_service on reward_programs for select to service using (true);
create policy reward_programs_internal on reward_programs to app_internal using (true) with check (true);
grant select on reward_programs to authenticated, admin, service;
grant insert (brand_id, created_by, name, currency, starts_at, ends_at, claim_days, terms_url) on reward_programs to authenticated, admin;
grant update (name, currency, starts_at, ends_at, claim_days, terms_url) on reward_programs to authenticated, admin;
grant select, insert, update on reward_programs to app_internal;
-- NOTE: its state and its budget are written by functions only.
comment on table reward_programs is
'Budgets that rewards are granted of, in minor units: total was funded, reserved is granted and not yet claimed, spent is '
'claimed, returned went back when it had ended. '
'brand_id NULL: the platform''s. Ended: grants nothing more; closed: what was left went back.';
comment on column reward_programs.currency is 'ISO 4217 in lower case, or a token of four to eight letters; NULL: points and badges alone.';
comment on column reward_programs.told_percent is 'How much of the budget its owner was told to be committed: 80, 95 or 100 %.';

-- migrate:down
set local lock_timeout = '3s';
drop table reward_programs;
