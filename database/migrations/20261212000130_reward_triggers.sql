-- migrate:up
set local lock_timeout = '3s';

-- What is counted, and what is granted for it. The id is one over all versions; of those one is live.
create table reward_triggers (
  id uuid not null default uuidv7(),
  version integer not null default 1,
  program_id uuid not null
  constraint reward_triggers_belong_to_a_program references reward_programs (id) on delete restrict,
  brand_id uuid
  constraint reward_triggers_belong_to_a_brand references brand_profiles (id) on delete restrict,
  key text not null,
  name text not null,
  definition jsonb not null,
  reward jsonb not null,
  auto_claim boolean not null default false,
  carry_counters boolean not null default false,
  fact_type text generated always as (coalesce(definition ->> 'on', '')) stored not null
  constraint reward_triggers_are_about_facts references fact_types (key) on delete restrict,
  condition jsonpath generated always as (
    case when app.is_trigger_definition(definition) then app.fact_condition(definition) end
  ) stored,
  status text not null default 'draft',
  live_at timestamptz,
  priority integer not null default 0,
  created_by uuid
  constraint reward_triggers_are_made_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reward_triggers_pkey primary key (id, version),
  constraint reward_trigger_key_has_each_version_once unique (program_id, key, version),
  constraint reward_triggers_version_counts_up check (version between 1 and 10000),
  constraint reward_triggers_key_is_a_name check (key ~ '^[a-z0-9](-?[a-z0-9])*$' and length(key) <= 64),
  constraint reward_triggers_name_is_seen check (app.is_written(name) and length(name) <= 200),
  constraint reward_triggers_definition_is_one check (app.is_trigger_definition(definition)),
  constraint reward_triggers_reward_is_one check (app.is_reward(reward)),
  constraint reward_triggers_claim_by_themselves_what_needs_no_money
  check (not auto_claim or reward ->> 'kind' in ('points', 'badge')),
  constraint reward_triggers_of_brands_grant_money_or_points
  check (brand_id is null or reward ->> 'kind' in ('money', 'points')),
  constraint reward_triggers_status_is_known check (status in ('draft', 'live', 'paused', 'retired')),
  constraint reward_triggers_were_live_at_a_time check (status not in ('live', 'paused') or live_at is not null),
  constraint reward_triggers_priority_is_small check (priority between -1000 and 1000)
);
alter table reward_triggers enable row level security;
alter table reward_triggers force row level security;
create unique index reward_trigger_has_one_live_version on reward_triggers (id) where status in ('live', 'paused');
create index reward_triggers_of_a_program on reward_triggers (program_id, id desc);
create index reward_triggers_of_a_brand on reward_triggers (brand_id, id desc);
create index reward_triggers_that_count on reward_triggers (fact_type) where status = 'live';
create index reward_triggers_by_fact_type on reward_triggers (fact_type);
create index reward_triggers_by_author on reward_triggers (created_by) where created_by is not null;
create trigger touch_updated_at before update on reward_triggers
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on reward_triggers
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IW003', '{"draft": ["live", "retired"], "live": ["paused", "retired"], "paused": ["live", "retired"]}'
);
create trigger what_it_is_is_fixed before update of id, version, program_id, brand_id, key, created_by on reward_triggers
for each row when (
  (old.id, old.version, old.program_id, old.brand_id, old.key, old.created_by)
  is distinct from (new.id, new.version, new.program_id, new.brand_id, new.key, new.created_by)
) execute function app.refuse_change();
create trigger what_was_live_is_fixed before update of definition, reward, auto_claim, carry_counters, live_at on reward_triggers
for each row when (
  old.status <> 'draft' and (old.definition, old.reward, old.auto_claim, old.carry_counters, old.live_at)
  is distinct from (new.definition, new.reward, new.auto_claim, new.carry_counters, new.live_at)
) execute function app.refuse_change();
create trigger never_deleted before delete or truncate on reward_triggers
for each statement execute function app.refuse_change();
select app.audit_table('reward_triggers', 'id');
create policy reward_triggers_brand on reward_triggers for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy reward_triggers_admin on reward_triggers for select to admin using (true);
create policy reward_triggers_service on reward_triggers for select to service using (true);
create policy reward_triggers_internal on reward_triggers to app_internal using (true) with check (true);
grant select on reward_triggers to authenticated, admin, service;
grant select, insert, update on reward_triggers to app_internal;
comment on table reward_triggers is
'What is counted of which facts (definition), and what is granted at which level (reward). A version that was live is not changed: a '
'change is a version of its own.';
comment on column reward_triggers.live_at is
'Since when its facts are counted as they come; those applied before are its backfill''s (reward_backfills).';
comment on column reward_triggers.carry_counters is 'Whether this version went on with the counters of the one before it.';

-- How far everybody is. A day, week or month is one in the time zone of the trigger; of rolling windows it is a day.
create table reward_counters (
  user_id uuid not null
  constraint reward_counters_belong_to_a_user references auth.users (id) on delete restrict,
  trigger_id uuid not null,
  version integer not null,
  period_key text not null,
  value bigint not null default 0,
  last_at timestamptz,
  created_at timestamptz not null default now(),
  constraint reward_counters_pkey primary key (user_id, trigger_id, version, period_key),
  constraint reward_counters_count_for_a_trigger foreign key (trigger_id, version)
  references reward_triggers (id, version) on delete restrict,
  constraint reward_counters_period_fits check (length(period_key) between 1 and 64)
) with (fillfactor = 50);
alter table reward_counters enable row level security;
alter table reward_counters force row level security;
-- The whole key: a plan that was made while the table was small may take this one, and must not read what others did.
create index reward_counters_of_a_trigger on reward_counters (trigger_id, version, user_id, period_key);
create policy reward_counters_own on reward_counters for select to authenticated using (user_id = (select auth.uid()));
create policy reward_counters_admin on reward_counters for select to admin using (true);
create policy reward_counters_service on reward_counters for select to service using (true);
create policy reward_counters_internal on reward_counters to app_internal using (true) with check (true);
grant select on reward_counters to authenticated, admin, service;
grant select, insert, update, delete on reward_counters to app_internal;
comment on table reward_counters is 'How far a person is with a version of a trigger, per period; value: facts, minor units, members or days.';

-- What distinct and streak_days have counted: a member that was taken back as often as it came counts no more.
create table reward_counter_members (
  user_id uuid not null,
  trigger_id uuid not null,
  version integer not null,
  period_key text not null,
  member text not null,
  times integer not null default 0,
  created_at timestamptz not null default now(),
  constraint reward_counter_members_pkey primary key (user_id, trigger_id, version, period_key, member),
  constraint reward_counter_members_are_of_a_counter foreign key (user_id, trigger_id, version, period_key)
  references reward_counters (user_id, trigger_id, version, period_key) on delete cascade,
  constraint reward_counter_members_fit check (length(member) <= 200)
);
alter table reward_counter_members enable row level security;
alter table reward_counter_members force row level security;
create policy reward_counter_members_admin on reward_counter_members for select to admin using (true);
create policy reward_counter_members_service on reward_counter_members for select to service using (true);
create policy reward_counter_members_internal on reward_counter_members to app_internal using (true) with check (true);
grant select on reward_counter_members to admin, service;
grant select, insert, update, delete on reward_counter_members to app_internal;
comment on table reward_counter_members is 'What a counter of different things has counted, and how many facts say so (times).';

-- Facts of before that a new version counts, too, once, beside those that come.
create table reward_backfills (
  id uuid constraint reward_backfills_pkey primary key default uuidv7(),
  trigger_id uuid not null,
  version integer not null,
  status text not null default 'waiting',
  live_at timestamptz not null,
  cursor_at timestamptz,
  cursor_id uuid,
  facts bigint not null default 0,
  awards bigint not null default 0,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  last_error text,
  requested_by uuid
  constraint reward_backfills_are_asked_for_by_a_user references auth.users (id) on delete restrict,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reward_backfill_happens_once unique (trigger_id, version),
  constraint reward_backfills_are_for_a_trigger foreign key (trigger_id, version)
  references reward_triggers (id, version) on delete restrict,
  constraint reward_backfills_status_is_known check (status in ('waiting', 'running', 'done', 'failed')),
  constraint reward_backfills_cursor_is_whole check (num_nonnulls(cursor_at, cursor_id) in (0, 2)),
  constraint reward_backfills_count_up check (least(facts, awards, attempts) >= 0),
  constraint reward_backfills_end_at_a_time check ((status in ('done', 'failed')) = (finished_at is not null)),
  constraint reward_backfills_error_fits check (length(last_error) <= 2000)
);
alter table reward_backfills enable row level security;
alter table reward_backfills force row level security;
create index reward_backfills_open on reward_backfills (available_at) where status in ('waiting', 'running');
create index reward_backfills_by_asker on reward_backfills (requested_by) where requested_by is not null;
create trigger touch_updated_at before update on reward_backfills
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on reward_backfills
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IW004', '{"waiting": ["running", "failed"], "running": ["done", "failed"], "failed": ["waiting"]}'
);
create policy reward_backfills_admin on reward_backfills for select to admin using (true);
create policy reward_backfills_service on reward_backfills for select to service using (true);
create policy reward_backfills_internal on reward_backfills to app_internal using (true) with check (true);
grant select on reward_backfills to admin, service;
grant select, insert, update on reward_backfills to app_internal;
comment on table reward_backfills is
'Replays of facts applied before a version went live (live_at) into its counters: a batch moves the cursor in its own transaction.';

-- migrate:down
set local lock_timeout = '3s';
drop table reward_backfills;
drop table reward_counter_members;
drop table reward_counters;
drop table reward_triggers;
