-- migrate:up
set local lock_timeout = '3s';

-- What is looked for, as data. scope says for whom: referrals now, activations later; weight is for those that add up points.
create table fraud_rules (
  key text constraint fraud_rules_pkey primary key,
  scope text not null,
  severity text not null,
  weight integer,
  config jsonb not null default '{}',
  action text not null,
  active boolean not null default true,
  description text not null,
  updated_by uuid
  constraint fraud_rules_are_changed_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fraud_rules_key_is_a_name check (key ~ '^[a-z][a-z0-9_]{0,63}$'),
  constraint fraud_rules_scope_is_known check (scope in ('referral', 'activation')),
  constraint fraud_rules_severity_is_known check (severity in ('low', 'medium', 'high')),
  constraint fraud_rules_weight_is_points check (weight between 0 and 100),
  constraint fraud_rules_config_is_an_object check (jsonb_typeof(config) = 'object' and length(config::text) <= 4000),
  constraint fraud_rules_action_is_known check (action in ('flag', 'hold', 'reject')),
  constraint fraud_rules_description_is_seen check (app.is_written(description) and length(description) <= 500),
  -- What SQL would stumble over in the middle of a sign-up or a payment; app.note_fraud's callers read it without a look.
  constraint fraud_rules_config_fits_its_rule check ((case key
    when 'disposable_domain' then jsonb_typeof(config -> 'domains') = 'array'
    when 'same_visitor' then config @@ '$.people >= 2 && $.people <= 1000 && $.people.floor() == $.people'
    when 'velocity' then config @@ ('$.sign_ups >= 1 && $.sign_ups <= 100000 && $.sign_ups.floor() == $.sign_ups'
      ' && $.hours >= 1 && $.hours <= 720 && $.hours.floor() == $.hours')::jsonpath
    when 'paid_traffic' then jsonb_typeof(config -> 'parameters') = 'array'
    when 'instant_deal' then config @@ '$.minutes >= 1 && $.minutes <= 10080 && $.minutes.floor() == $.minutes'
    when 'price_outlier' then config @@ ('$.times_median >= 2 && $.times_median <= 10000 && $.least_deals >= 1'
      ' && $.least_deals <= 1000000 && $.least_deals.floor() == $.least_deals')::jsonpath
    when 'ring' then config @@ '$.depth >= 2 && $.depth <= 4 && $.depth.floor() == $.depth'
    else true
  end) is true)
);
-- Before row security is forced: from then on the owner writes no row of its own.
insert into fraud_rules (key, scope, severity, config, action, description) values
('self_deal', 'referral', 'high', '{}', 'flag', 'An agent is a party to the deal whose fee they would share.'),
('same_payout_account', 'referral', 'high', '{}', 'reject', 'An agent and a person whom they brought are paid to one bank account.'),
('same_visitor', 'referral', 'low', '{"people": 3}', 'flag', 'Several people whom an agent brought came by one browser within a day.'),
('disposable_domain', 'referral', 'low', '{"domains": []}', 'flag', 'The address of somebody who came is one that is thrown away.'),
('velocity', 'referral', 'medium', '{"sign_ups": 20, "hours": 24}', 'hold', 'More people came by one code within a day than usually do.'),
('paid_traffic', 'referral', 'medium', '{"parameters": ["gclid", "gbraid", "wbraid", "fbclid", "ttclid", "msclkid", "twclid", "li_fat_id"]}', 'flag',
  'Somebody came by an advertisement that was paid for.'),
('instant_deal', 'referral', 'medium', '{"minutes": 60}', 'hold', 'A deal was paid within an hour after both sides had joined.'),
('price_outlier', 'referral', 'medium', '{"times_median": 10, "least_deals": 20}', 'hold', 'A price is far above what such work costs here.'),
('ring', 'referral', 'high', '{"depth": 4}', 'hold', 'People who bring each other, pay each other or share an account to be paid to.');
alter table fraud_rules enable row level security;
alter table fraud_rules force row level security;
create index fraud_rules_by_editor on fraud_rules (updated_by) where updated_by is not null;
create trigger touch_updated_at before update on fraud_rules
for each row execute function app.touch_updated_at();
select app.audit_table('fraud_rules', 'key');
create policy fraud_rules_admin on fraud_rules to admin using (true) with check (true);
create policy fraud_rules_service on fraud_rules for select to service using (true);
create policy fraud_rules_internal on fraud_rules for select to app_internal using (true);
grant select on fraud_rules to admin, service, app_internal;
grant update (severity, weight, config, action, active, description, updated_by) on fraud_rules to admin;
-- NOTE: people cannot read them, so that nobody cheats around what they see.
comment on table fraud_rules is 'What is looked for, how bad it is, and what then happens: flag, hold (money waits for a decision), reject.';

-- Events about one subject by one rule are decided together.
create table fraud_groups (
  id uuid constraint fraud_groups_pkey primary key default uuidv7(),
  rule_key text not null
  constraint fraud_groups_are_found_by_a_rule references fraud_rules (key) on delete restrict,
  subject_type text not null,
  subject_id uuid not null,
  -- As the rule said when it was found: who changes a rule changes no decision that waits.
  severity text not null,
  action text not null,
  status text not null default 'pending',
  resolution text,
  reason text,
  resolved_by uuid
  constraint fraud_groups_are_resolved_by_a_user references auth.users (id) on delete restrict,
  resolved_at timestamptz,
  last_event_at timestamptz not null default now(),
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fraud_groups_subject_is_known check (subject_type in ('agent', 'referral', 'escrow')),
  constraint fraud_groups_severity_is_known check (severity in ('low', 'medium', 'high')),
  constraint fraud_groups_action_is_known check (action in ('flag', 'hold', 'reject')),
  constraint fraud_groups_status_is_known check (status in ('pending', 'resolved', 'expired')),
  constraint fraud_groups_resolution_is_known check (resolution in ('upheld', 'dismissed')),
  constraint fraud_groups_resolution_is_whole
  check (num_nonnulls(resolution, reason, resolved_at) = case status when 'resolved' then 3 else 0 end),
  constraint fraud_groups_reason_is_seen check (app.is_written(reason) and length(reason) <= 1000)
);
alter table fraud_groups enable row level security;
alter table fraud_groups force row level security;
create unique index fraud_group_is_pending_once on fraud_groups (rule_key, subject_type, subject_id) where status = 'pending';
create index fraud_groups_by_rule on fraud_groups (rule_key, id desc);
create index fraud_groups_of_a_subject on fraud_groups (subject_type, subject_id);
create index fraud_groups_by_status on fraud_groups (status, id desc);
create index fraud_groups_that_wait on fraud_groups (last_event_at) where status = 'pending';
create index fraud_groups_by_resolver on fraud_groups (resolved_by) where resolved_by is not null;
create trigger touch_updated_at before update on fraud_groups
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on fraud_groups
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IR005', '{"pending": ["resolved", "expired"]}'
);
select app.audit_table('fraud_groups', 'id');
create policy fraud_groups_admin on fraud_groups for select to admin using (true);
create policy fraud_groups_service on fraud_groups for select to service using (true);
create policy fraud_groups_internal on fraud_groups to app_internal using (true) with check (true);
grant select on fraud_groups to admin, service;
grant select, insert, update on fraud_groups to app_internal;
comment on table fraud_groups is 'What a rule found about one subject, for administrators to uphold or dismiss; the newest event is last_event_at.';

create table fraud_events (
  id uuid constraint fraud_events_pkey primary key default uuidv7(),
  group_id uuid not null
  constraint fraud_events_belong_to_a_group references fraud_groups (id) on delete restrict,
  rule_key text not null
  constraint fraud_events_are_found_by_a_rule references fraud_rules (key) on delete restrict,
  subject_type text not null,
  subject_id uuid not null,
  evidence jsonb not null default '{}',
  hash bytea not null,
  created_at timestamptz not null default now(),
  constraint fraud_event_is_noted_once unique (hash),
  constraint fraud_events_subject_is_known check (subject_type in ('agent', 'referral', 'escrow')),
  constraint fraud_events_evidence_is_an_object check (jsonb_typeof(evidence) = 'object' and length(evidence::text) <= 8000),
  constraint fraud_events_hash_is_one check (length(hash) = 32)
);
alter table fraud_events enable row level security;
alter table fraud_events force row level security;
create index fraud_events_of_a_group on fraud_events (group_id, id desc);
create index fraud_events_by_rule on fraud_events (rule_key);
create index fraud_events_of_a_subject on fraud_events (subject_type, subject_id);
select app.keep_append_only('fraud_events');
create policy fraud_events_admin on fraud_events for select to admin using (true);
create policy fraud_events_service on fraud_events for select to service using (true);
create policy fraud_events_internal on fraud_events to app_internal using (true) with check (true);
grant select on fraud_events to admin, service;
grant select, insert on fraud_events to app_internal;
comment on table fraud_events is 'What a rule saw; the same thing, found again, is one event (hash). No names and no addresses in evidence: ids, counts, times.';

-- migrate:down
set local lock_timeout = '3s';
drop table fraud_events;
drop table fraud_groups;
drop table fraud_rules;
