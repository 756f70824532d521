-- migrate:up
set local lock_timeout = '3s';

-- The money of one milestone, and where the work on it stands. Texts to people say "held funds": nobody is an escrow agent.
create table escrows (
  id uuid constraint escrows_pkey primary key default uuidv7(),
  deal_id uuid not null,
  milestone_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  currency text not null,
  price bigint not null,
  fee bigint not null,
  total bigint not null,
  status text not null default 'pending_payment',
  version integer not null default 0,
  funding text,
  deposit_id uuid
  constraint escrows_are_paid_by_a_deposit references wallet_transactions (id) on delete restrict,
  stripe_payment_intent text,
  revisions_used integer not null default 0,
  cancel_asked_by uuid
  constraint escrows_are_cancelled_by_a_user references auth.users (id) on delete restrict,
  cancel_asked_side text,
  cancel_asked_at timestamptz,
  disputed_from text,
  disputed_at timestamptz,
  frozen_by text
  constraint escrows_are_frozen_by_a_dispute references disputes (id) on delete restrict,
  frozen_rest interval,
  released_amount bigint not null default 0,
  fee_amount bigint not null default 0,
  refunded_amount bigint not null default 0,
  turn_at timestamptz,
  paying_since timestamptz,
  locked_at timestamptz,
  started_at timestamptz,
  restarted_at timestamptz,
  submitted_at timestamptz,
  approved_at timestamptz,
  rejected_at timestamptz,
  gone_at timestamptz,
  released_at timestamptz,
  refunded_at timestamptz,
  cancelled_at timestamptz,
  deadline_at timestamptz,
  next_step text,
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint escrow_is_of_one_milestone unique (milestone_id),
  constraint escrows_belong_to_a_milestone foreign key (milestone_id, deal_id, brand_id, creator_user_id)
  references deal_milestones (id, deal_id, brand_id, creator_user_id) on delete restrict,
  constraint escrows_keep_their_sides unique (id, brand_id, creator_user_id),
  constraint escrows_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint escrows_cost_something check (price >= 1 and fee >= 0 and total = price + fee),
  constraint escrows_status_is_known check (status in (
    'pending_payment', 'payment_processing', 'failed', 'locked', 'work_in_progress', 'work_submitted', 'under_review',
    'rejected', 'approved', 'releasing', 'released', 'disputed', 'refunding', 'refunded', 'cancelled'
  )),
  constraint escrows_funding_is_known check (funding in ('wallet', 'card', 'gig')),
  constraint escrows_by_card_name_their_deposit check (funding = 'card' or deposit_id is null),
  constraint escrows_amounts_come_at_the_end check (
    released_amount >= 0 and fee_amount >= 0 and refunded_amount >= 0
    and released_amount + fee_amount + refunded_amount = case when status in ('released', 'refunded') then total else 0 end
  ),
  constraint escrows_refunded_pay_nobody check (status <> 'refunded' or refunded_amount = total),
  constraint escrows_cancellation_is_asked_by_a_side check (
    num_nonnulls(cancel_asked_side, cancel_asked_at) in (0, 2) and cancel_asked_side in ('brand', 'creator')
  ),
  constraint escrows_disputed_know_whence check ((status = 'disputed') <= (disputed_from is not null)),
  constraint escrows_frozen_keep_their_rest check (frozen_by is not null or frozen_rest is null),
  constraint escrows_deadline_does_something check ((deadline_at is null) = (next_step is null)),
  constraint escrows_next_step_is_known check (next_step in (
    'cancel', 'await_payment', 'refund_unstarted', 'refund_late', 'remind_review', 'approve', 'refund_rejected', 'warn_hold',
    'end_hold', 'release', 'look_live', 'dispute_gone', 'decide', 'lapse_cancellation', 'open_review'
  )),
  constraint escrows_end_without_a_deadline
  check (status not in ('released', 'refunded', 'cancelled') or deadline_at is null)
);
alter table escrows enable row level security;
alter table escrows force row level security;
create index escrows_of_a_milestone on escrows (milestone_id, deal_id, brand_id, creator_user_id);
create index escrows_of_a_deal on escrows (deal_id);
create index escrows_of_a_brand on escrows (brand_id, id desc);
create index escrows_of_a_creator on escrows (creator_user_id, id desc);
create index escrows_of_a_deposit on escrows (deposit_id) where deposit_id is not null;
create index escrows_asked_to_cancel on escrows (cancel_asked_by) where cancel_asked_by is not null;
create index escrows_frozen on escrows (frozen_by) where frozen_by is not null;
create index escrows_due on escrows (deadline_at) where deadline_at is not null;
create index escrows_paid_by_card on escrows (id) where status = 'payment_processing';
create trigger touch_updated_at before update on escrows for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on escrows
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IK001', '{
    "pending_payment": ["payment_processing", "cancelled"],
    "payment_processing": ["locked", "failed"],
    "failed": ["payment_processing", "cancelled"],
    "locked": ["work_in_progress", "refunding"],
    "work_in_progress": ["work_submitted", "disputed", "refunding"],
    "work_submitted": ["under_review", "work_in_progress", "refunding"],
    "under_review": ["approved", "rejected", "disputed", "refunding"],
    "rejected": ["work_in_progress", "disputed", "refunding"],
    "approved": ["releasing", "disputed"],
    "releasing": ["released"],
    "disputed": ["releasing", "refunding", "work_in_progress", "under_review", "rejected", "approved"],
    "refunding": ["refunded"]
  }'
);
-- Money that is unpaid, or that a gig holds already.
create trigger begins_unpaid before insert on escrows
for each row when (not (new.status = 'pending_payment' or (new.status = 'locked' and new.funding = 'gig')))
execute function app.refuse_first_status();
create trigger frozen_stands_still before update of status on escrows
for each row when (old.frozen_by is not null and new.frozen_by is not null and old.status is distinct from new.status)
execute function app.refuse_frozen_change();
create trigger closed_is_final before update or delete on escrows
for each row when (old.status in ('released', 'refunded', 'cancelled')) execute function app.refuse_closed_change();
create trigger terms_are_fixed before update of
deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total on escrows
for each statement execute function app.refuse_closed_change();
create trigger never_deleted before delete or truncate on escrows
for each statement execute function app.refuse_closed_change();
create policy escrows_people on escrows for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy escrows_admin on escrows for select to admin using (true);
create policy escrows_service on escrows for select to service using (true);
create policy escrows_internal on escrows to app_internal using (true) with check (true);
grant select on escrows to authenticated, admin, service;
grant select, insert, update on escrows to app_internal;
-- NOTE: nobody writes but functions. No audit log: escrow_events has each step.
comment on table escrows is
'Held funds, one row per milestone: its status machine, its amounts (minor units) and the deadline that acts next.';
comment on column escrows.version is 'seq of its last event.';
comment on column escrows.next_step is 'What the timers'' job does at deadline_at.';
comment on column escrows.turn_at is 'When the milestone came to its turn: its payment is due from then on.';
comment on column escrows.gone_at is 'When the approved post was found gone while it should stay.';

-- What happened to held funds and to gigs, once and for ever.
create table escrow_events (
  id uuid constraint escrow_events_pkey primary key default uuidv7(),
  escrow_id uuid,
  gig_id uuid,
  brand_id uuid not null,
  creator_user_id uuid,
  seq integer not null,
  event_type text not null,
  from_status text,
  to_status text,
  actor_user_id uuid
  constraint escrow_events_are_done_by_a_user references auth.users (id) on delete restrict,
  reason text not null default '',
  amount bigint,
  ledger_transaction_id uuid
  constraint escrow_events_stand_in_the_ledger references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint escrow_events_happen_to_an_escrow foreign key (escrow_id, brand_id, creator_user_id)
  references escrows (id, brand_id, creator_user_id) on delete restrict,
  constraint escrow_events_happen_to_a_gig foreign key (gig_id, brand_id)
  references gigs (id, brand_id) on delete restrict,
  constraint escrow_events_have_one_subject check (
    num_nonnulls(escrow_id, gig_id) = 1 and (escrow_id is null) = (creator_user_id is null)
  ),
  constraint escrow_events_type_is_known check (event_type in (
    'pending_payment', 'payment_processing', 'failed', 'locked', 'work_in_progress', 'work_submitted', 'under_review',
    'rejected', 'approved', 'releasing', 'released', 'disputed', 'refunding', 'refund', 'cancelled', 'claimed',
    'influencer_paid', 'frozen', 'unfrozen', 'reminded', 'open', 'paused', 'closed'
  )),
  constraint escrow_events_count_from_one check (seq >= 1),
  constraint escrow_events_reason_fits check (length(reason) <= 500)
);
alter table escrow_events enable row level security;
alter table escrow_events force row level security;
create unique index escrow_event_follows_the_one_before on escrow_events (escrow_id, seq) where escrow_id is not null;
create unique index gig_event_follows_the_one_before on escrow_events (gig_id, seq) where gig_id is not null;
create index escrow_events_of_an_escrow on escrow_events (escrow_id, brand_id, creator_user_id)
where escrow_id is not null;
create index escrow_events_of_a_gig on escrow_events (gig_id, brand_id) where gig_id is not null;
create index escrow_events_of_a_brand on escrow_events (brand_id, id desc);
create index escrow_events_of_a_creator on escrow_events (creator_user_id, id desc);
create index escrow_events_by_actor on escrow_events (actor_user_id);
create index escrow_events_in_the_ledger on escrow_events (ledger_transaction_id)
where ledger_transaction_id is not null;
select app.keep_append_only('escrow_events');
create policy escrow_events_people on escrow_events for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy escrow_events_admin on escrow_events for select to admin using (true);
create policy escrow_events_service on escrow_events for select to service using (true);
create policy escrow_events_internal on escrow_events to app_internal using (true) with check (true);
grant select on escrow_events to authenticated, admin, service;
grant select, insert on escrow_events to app_internal;
-- NOTE: what happens to a gig is its brand's to read: its amounts are budgets.
comment on table escrow_events is 'Each step of an escrow or a gig, gapless per subject; amounts in minor units. Append-only.';
comment on column escrow_events.actor_user_id is 'NULL: a timer.';

-- migrate:down
set local lock_timeout = '3s';
drop table escrow_events;
drop table escrows;
