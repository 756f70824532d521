-- migrate:up
set local lock_timeout = '3s';

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

-- migrate:down
set local lock_timeout = '3s';
drop table payouts;
drop table payout_batches;
