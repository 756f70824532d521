-- migrate:up
set local lock_timeout = '3s';

-- What a campaign has promised to one participant, out of the brand's wallet.
create table campaign_budget_reservations (
  id uuid constraint campaign_budget_reservations_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  participant_id uuid not null
  constraint campaign_budget_reservations_belong_to_a_participant
  references campaign_participants (id) on delete restrict,
  amount bigint not null,
  spent bigint not null default 0,
  released bigint not null default 0,
  currency text not null,
  status text not null generated always as (
    case when spent + released < amount then 'held' when spent > 0 then 'spent' else 'released' end
  ) stored,
  ledger_transaction_id uuid not null
  constraint campaign_budget_reservations_stand_in_the_ledger
  references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_budget_reservations_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint budget_reservation_exists_once_per_participant unique (participant_id),
  constraint budget_reservation_is_positive check (amount > 0),
  constraint budget_reservation_is_not_overdrawn
  check (spent >= 0 and released >= 0 and spent + released <= amount),
  constraint budget_reservation_status_is_known check (status in ('held', 'spent', 'released'))
);
alter table campaign_budget_reservations enable row level security;
alter table campaign_budget_reservations force row level security;
create index campaign_budget_reservations_of_a_campaign
on campaign_budget_reservations (campaign_id, brand_id);
create index campaign_budget_reservations_by_brand on campaign_budget_reservations (brand_id);
create index campaign_budget_reservations_in_the_ledger
on campaign_budget_reservations (ledger_transaction_id);
create trigger touch_updated_at before update on campaign_budget_reservations
for each row execute function app.touch_updated_at();
select app.audit_table('campaign_budget_reservations', 'id');
create policy campaign_budget_reservations_members on campaign_budget_reservations for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_budget_reservations_admin on campaign_budget_reservations for select to admin
using (true);
create policy campaign_budget_reservations_service on campaign_budget_reservations for select to service
using (true);
create policy campaign_budget_reservations_internal on campaign_budget_reservations to app_internal
using (true) with check (true);
grant select on campaign_budget_reservations to authenticated, admin, service;
grant select, insert, update on campaign_budget_reservations to app_internal;
-- NOTE: nobody writes but app.reserve_budget, app.spend_budget and app.release_budget.
comment on table campaign_budget_reservations is
'Per participant: reserved, of it spent, of it released; what is left is held. Minor units.';

-- One run of the payouts: what it paid, and whom it skipped and why.
create table payout_batches (
  id uuid constraint payout_batches_pkey primary key default uuidv7(),
  as_of timestamptz not null,
  created_by uuid
  constraint payout_batches_were_started_by_a_user references auth.users (id) on delete restrict,
  payout_count integer not null default 0,
  skipped jsonb not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payout_batch_count_is_not_negative check (payout_count >= 0),
  constraint payout_batch_skipped_is_a_list check (jsonb_typeof(skipped) = 'array')
);
alter table payout_batches enable row level security;
alter table payout_batches force row level security;
create index payout_batches_by_author on payout_batches (created_by);
create trigger touch_updated_at before update on payout_batches
for each row execute function app.touch_updated_at();
create policy payout_batches_admin on payout_batches for select to admin using (true);
create policy payout_batches_service on payout_batches for select to service using (true);
create policy payout_batches_internal on payout_batches to app_internal using (true) with check (true);
grant select on payout_batches to admin, service;
grant select, insert, update on payout_batches to app_internal;
comment on table payout_batches is 'Runs of the payouts; skipped is [{creator_user_id, currency, amount, reason}].';

-- One transfer to one creator. Its idempotency key is stored before Stripe is called.
create table payouts (
  id uuid constraint payouts_pkey primary key default uuidv7(),
  batch_id uuid not null
  constraint payouts_belong_to_a_batch references payout_batches (id) on delete restrict,
  creator_user_id uuid not null
  constraint payouts_go_to_a_creator references auth.users (id) on delete restrict,
  amount bigint not null,
  currency text not null,
  status text not null default 'pending',
  stripe_account_id text not null,
  idempotency_key text not null,
  stripe_transfer_id text,
  failure_reason text,
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  last_attempt_at timestamptz,
  paid_at timestamptz,
  reversed_amount bigint not null default 0,
  ledger_transaction_id uuid
  constraint payouts_stand_in_the_ledger references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payout_key_is_used_once unique (idempotency_key),
  constraint payout_transfer_pays_once unique (stripe_transfer_id),
  constraint payout_amount_is_positive check (amount > 0),
  constraint payout_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint payout_status_is_known check (status in ('pending', 'paid', 'failed', 'manual_review')),
  constraint payout_is_paid_by_a_transfer
  check ((status = 'paid') = (stripe_transfer_id is not null and paid_at is not null)),
  constraint payout_failure_has_a_reason
  check (status not in ('failed', 'manual_review') or failure_reason is not null),
  constraint payout_attempts_are_counted check (attempts >= 0),
  constraint payout_is_reversed_at_most_once_over check (reversed_amount between 0 and amount)
);
alter table payouts enable row level security;
alter table payouts force row level security;
create index payouts_of_a_creator on payouts (creator_user_id, id desc);
create index payouts_of_a_batch on payouts (batch_id);
create index payouts_in_the_ledger on payouts (ledger_transaction_id);
create index payouts_open on payouts (status, last_attempt_at) where status in ('pending', 'manual_review');
create trigger touch_updated_at before update on payouts
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on payouts
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM012', '{"pending": ["paid", "failed", "manual_review"], "manual_review": ["paid", "failed"]}'
);
create trigger never_deleted before delete or truncate on payouts
for each statement execute function app.refuse_change();
select app.audit_table('payouts', 'id');
create policy payouts_creators on payouts for select to authenticated
using (creator_user_id = (select auth.uid()));
create policy payouts_admin on payouts for select to admin using (true);
create policy payouts_service on payouts for select to service using (true);
create policy payouts_internal on payouts to app_internal using (true) with check (true);
grant select on payouts to authenticated, admin, service;
grant select, insert, update on payouts to app_internal;
-- NOTE: nobody writes but the payout functions.
comment on table payouts is 'Transfers to creators; amount in minor units of currency.';
comment on column payouts.first_attempt_at is
'Stripe forgets an idempotency key after 24 hours; from then on a retry looks the transfer up first.';

-- What a creator is owed for one approved submission, and what is taken back.
create table earnings (
  id uuid constraint earnings_pkey primary key default uuidv7(),
  creator_user_id uuid not null
  constraint earnings_belong_to_a_creator references auth.users (id) on delete restrict,
  campaign_id uuid not null,
  brand_id uuid not null,
  submission_id uuid
  constraint earnings_pay_for_a_submission references creator_submissions (id) on delete restrict,
  kind text not null default 'earned',
  clawback_of uuid
  constraint earnings_clawback_refers_to_its_original references earnings (id) on delete restrict,
  amount bigint not null,
  gross_amount bigint not null,
  fee_amount bigint not null,
  currency text not null,
  status text not null default 'pending',
  available_at timestamptz not null,
  announced_at timestamptz,
  paid_at timestamptz,
  payout_id uuid
  constraint earnings_are_paid_by_a_payout references payouts (id) on delete restrict,
  reason text not null default '',
  ledger_transaction_id uuid
  constraint earnings_stand_in_the_ledger references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint earnings_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint earning_kind_is_known check (kind in ('earned', 'clawback', 'returned')),
  constraint earning_status_is_known check (status in ('pending', 'paid', 'cancelled')),
  constraint earning_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint earning_is_gross_less_fee check (amount = gross_amount - fee_amount),
  constraint earning_sign_follows_its_kind check (
    case kind when 'clawback' then gross_amount <= 0 and fee_amount <= 0 and amount < 0
      else amount >= 0 and fee_amount >= 0 end
  ),
  constraint earning_refers_to_what_its_kind_needs check (
    (kind = 'earned') = (submission_id is not null) and (kind = 'clawback') = (clawback_of is not null)
  ),
  constraint earning_is_paid_by_a_payout_at_a_time
  check ((status = 'paid') = (paid_at is not null) and (status <> 'paid' or payout_id is not null)),
  constraint earning_reason_fits check (length(reason) <= 500)
);
alter table earnings enable row level security;
alter table earnings force row level security;
create unique index earning_pays_a_submission_once on earnings (submission_id) where kind = 'earned';
create index earnings_by_submission on earnings (submission_id);
create index earnings_of_a_creator on earnings (creator_user_id, id desc);
create index earnings_of_a_campaign on earnings (campaign_id, brand_id);
create index earnings_by_original on earnings (clawback_of);
create index earnings_of_a_payout on earnings (payout_id);
create index earnings_in_the_ledger on earnings (ledger_transaction_id);
create index earnings_open on earnings (creator_user_id, currency, available_at)
where status = 'pending' and payout_id is null;
create index earnings_to_announce on earnings (available_at)
where status = 'pending' and announced_at is null;
create trigger touch_updated_at before update on earnings
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on earnings
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM011', '{"pending": ["paid", "cancelled"]}'
);
create trigger amount_is_fixed before update of amount, gross_amount, fee_amount, currency, creator_user_id
on earnings for each row execute function app.refuse_change();
create trigger never_deleted before delete or truncate on earnings
for each statement execute function app.refuse_change();
select app.audit_table('earnings', 'id');
create policy earnings_creators on earnings for select to authenticated
using (creator_user_id = (select auth.uid()));
create policy earnings_admin on earnings for select to admin using (true);
create policy earnings_service on earnings for select to service using (true);
create policy earnings_internal on earnings to app_internal using (true) with check (true);
grant select on earnings to authenticated, admin, service;
grant select, insert, update on earnings to app_internal;
-- NOTE: nobody writes but app.spend_budget, app.claw_back and the payout functions.
comment on table earnings is
'Owed to creators: amount is net of the platform''s fee, in minor units. A clawback is negative; money that '
'came back by a reversed transfer is owed again (returned).';

-- Why the last run did not pay, told to the creator.
alter table wallets add column payout_skipped_reason text, add column payout_skipped_at timestamptz;
comment on column wallets.payout_skipped_reason is
'NO_CONNECTED_ACCOUNT, ACCOUNT_NOT_READY, BELOW_MINIMUM, USER_BLOCKED or EARLIER_PAYOUT_UNCLEAR; NULL: was paid.';

-- migrate:down
set local lock_timeout = '3s';
alter table wallets drop column payout_skipped_at, drop column payout_skipped_reason;
drop table earnings;
drop table payouts;
drop table payout_batches;
drop table campaign_budget_reservations;
