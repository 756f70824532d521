-- migrate:up
set local lock_timeout = '3s';

-- Two who do not agree on held funds: what each wants, what was there to see when they fell out, and how it ended.
create table deal_disputes (
  id uuid constraint deal_disputes_pkey primary key default uuidv7(),
  escrow_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  currency text not null,
  price bigint not null,
  status text not null default 'open',
  opened_by uuid
  constraint deal_disputes_are_opened_by_a_user references auth.users (id) on delete restrict,
  side text not null,
  reason_code text not null,
  claim text not null,
  opener_amount bigint not null,
  opened_at timestamptz not null default now(),
  rest interval not null default '0',
  evidence jsonb not null,
  evidence_hash bytea not null,
  answer text,
  answer_amount bigint,
  answered_at timestamptz,
  proposed_by uuid
  constraint deal_disputes_proposals_are_a_user_s references auth.users (id) on delete restrict,
  proposed_side text,
  proposed_amount bigint,
  creator_amount bigint,
  decided_by uuid
  constraint deal_disputes_are_decided_by_a_user references auth.users (id) on delete restrict,
  decided_at timestamptz,
  decision_reason text,
  first_amount bigint,
  first_reason text,
  appeal_until timestamptz,
  appealed_by uuid
  constraint deal_disputes_appeals_are_a_user_s references auth.users (id) on delete restrict,
  appealed_side text,
  appealed_at timestamptz,
  appeal text,
  also_appeal text,
  reminded_at timestamptz,
  resolution text,
  resolved_at timestamptz,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint deal_disputes_are_about_an_escrow foreign key (escrow_id, brand_id, creator_user_id)
  references escrows (id, brand_id, creator_user_id) on delete restrict,
  constraint deal_disputes_keep_their_sides unique (id, brand_id, creator_user_id),
  constraint deal_disputes_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint deal_disputes_status_is_known
  check (status in ('open', 'answered', 'decided', 'resolved', 'withdrawn')),
  constraint deal_disputes_side_is_known check (side in ('brand', 'creator')),
  constraint deal_disputes_reason_is_known check (reason_code in (
    'not_delivered', 'quality', 'late', 'not_paid', 'rights', 'not_live', 'other'
  )),
  constraint deal_disputes_claim_fits check (length(claim) <= 5000),
  constraint deal_disputes_claim_is_seen check (app.is_written(claim)),
  constraint deal_disputes_answer_fits check (length(answer) <= 5000),
  constraint deal_disputes_answer_is_seen check (app.is_written(answer)),
  constraint deal_disputes_appeal_fits check (length(appeal) <= 5000 and length(also_appeal) <= 5000),
  constraint deal_disputes_appeal_is_seen check (app.is_written(appeal) and app.is_written(also_appeal)),
  constraint deal_disputes_decision_fits check (length(decision_reason) <= 5000),
  constraint deal_disputes_decision_is_seen check (app.is_written(decision_reason)),
  constraint deal_disputes_want_a_part_of_the_price check (
    opener_amount between 0 and price and answer_amount between 0 and price and proposed_amount between 0 and price
    and creator_amount between 0 and price and first_amount between 0 and price
  ),
  constraint deal_disputes_answer_with_an_amount check (num_nonnulls(answer, answer_amount, answered_at) in (0, 3)),
  constraint deal_disputes_answered_have_an_answer
  check (status not in ('answered', 'decided') or answer is not null),
  constraint deal_disputes_proposal_is_of_a_side check (
    num_nonnulls(proposed_side, proposed_amount) in (0, 2) and proposed_side in ('brand', 'creator')
  ),
  constraint deal_disputes_decision_is_whole check (
    num_nonnulls(decided_by, decided_at, decision_reason, appeal_until) in (0, 4)
    and (status <> 'decided' or decided_at is not null)
  ),
  constraint deal_disputes_appeal_is_of_a_side check (
    num_nonnulls(appealed_by, appealed_side, appealed_at, appeal) in (0, 4) and appealed_side in ('brand', 'creator')
  ),
  constraint deal_disputes_second_appeal_follows_a_first check (also_appeal is null or appeal is not null),
  constraint deal_disputes_decided_have_an_amount
  check ((creator_amount is not null) = (status in ('decided', 'resolved'))),
  constraint deal_disputes_resolution_is_known
  check (resolution in ('silence', 'agreement', 'decision', 'appeal', 'time', 'loss')),
  constraint deal_disputes_resolved_say_how
  check (num_nonnulls(resolution, resolved_at) = case status when 'resolved' then 2 else 0 end),
  constraint deal_disputes_withdrawn_say_when check ((status = 'withdrawn') = (withdrawn_at is not null)),
  constraint deal_disputes_rest_is_left check (rest >= '0'),
  constraint deal_disputes_evidence_is_an_object check (jsonb_typeof(evidence) = 'object'),
  constraint deal_disputes_evidence_has_its_sha256 check (length(evidence_hash) = 32)
);
alter table deal_disputes enable row level security;
alter table deal_disputes force row level security;
create unique index deal_dispute_is_open_once on deal_disputes (escrow_id)
where status in ('open', 'answered', 'decided');
create unique index deal_dispute_is_withdrawn_once on deal_disputes (escrow_id) where status = 'withdrawn';
create index deal_disputes_of_an_escrow on deal_disputes (escrow_id, brand_id, creator_user_id);
create index deal_disputes_of_a_brand on deal_disputes (brand_id, id desc);
create index deal_disputes_of_a_creator on deal_disputes (creator_user_id, id desc);
create index deal_disputes_by_opener on deal_disputes (opened_by) where opened_by is not null;
create index deal_disputes_by_proposer on deal_disputes (proposed_by) where proposed_by is not null;
create index deal_disputes_by_decider on deal_disputes (decided_by) where decided_by is not null;
create index deal_disputes_by_appellant on deal_disputes (appealed_by) where appealed_by is not null;
create trigger touch_updated_at before update on deal_disputes
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on deal_disputes
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IK001', '{
    "open": ["answered", "resolved", "withdrawn"],
    "answered": ["decided", "resolved", "withdrawn"],
    "decided": ["resolved"]
  }'
);
create trigger closed_is_final before update or delete on deal_disputes
for each row when (old.status in ('resolved', 'withdrawn')) execute function app.refuse_closed_change();
create trigger evidence_is_fixed before update of
escrow_id, brand_id, creator_user_id, currency, price, opened_by, side, reason_code, claim, opener_amount, opened_at, rest,
evidence, evidence_hash on deal_disputes
for each statement execute function app.refuse_closed_change();
create trigger never_deleted before delete or truncate on deal_disputes
for each statement execute function app.refuse_closed_change();
select app.audit_table('deal_disputes', 'id', 'evidence', 'evidence_hash');
create policy deal_disputes_people on deal_disputes for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy deal_disputes_admin on deal_disputes for select to admin using (true);
create policy deal_disputes_service on deal_disputes for select to service using (true);
create policy deal_disputes_internal on deal_disputes to app_internal using (true) with check (true);
grant select on deal_disputes to authenticated, admin, service;
grant select, insert, update on deal_disputes to app_internal;
-- NOTE: nobody writes but functions: each step is taken under the locks of its escrow.
comment on table deal_disputes is
'Disputes of held funds. Amounts are what the creator is to get, in minor units, of 0 to the price.';
comment on column deal_disputes.opened_by is 'NULL: the look at a post that should have stayed.';
comment on column deal_disputes.rest is 'What was left of the escrow''s own deadline; a withdrawal gives it back.';
comment on column deal_disputes.evidence is 'What both sides had seen when it was opened, copied; evidence_hash is the SHA-256 of it as canonical JSON.';
comment on column deal_disputes.first_amount is 'The decision that an appeal, an agreement or a loss has replaced.';
comment on column deal_disputes.also_appeal is 'The appeal of the side that appealed second.';

-- migrate:down
set local lock_timeout = '3s';
drop table deal_disputes;
