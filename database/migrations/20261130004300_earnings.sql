-- migrate:up
set local lock_timeout = '3s';

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

-- migrate:down
set local lock_timeout = '3s';
drop table earnings;
