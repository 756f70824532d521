-- migrate:up
set local lock_timeout = '3s';

-- What Stripe warns us of about a deposit, and until when something can be done: who is told, and reminded, once.
create table payment_alerts (
  id text constraint payment_alerts_pkey primary key,
  kind text not null,
  deposit_id uuid not null
  constraint payment_alerts_are_about_a_deposit references wallet_transactions (id) on delete restrict,
  amount bigint not null,
  currency text not null,
  reason text not null default '',
  is_open boolean not null default true,
  evidence_due_by timestamptz,
  told_at timestamptz,
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint payment_alert_kind_is_known check (kind in ('dispute', 'fraud_warning')),
  constraint payment_alert_amount_is_positive check (amount > 0),
  constraint payment_alert_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint payment_alert_reason_fits check (length(reason) <= 200),
  constraint payment_alert_reminds_of_a_deadline check (reminded_at is null or evidence_due_by is not null)
);
alter table payment_alerts enable row level security;
alter table payment_alerts force row level security;
create index payment_alerts_due on payment_alerts (evidence_due_by) where is_open and reminded_at is null;
create index payment_alerts_of_a_deposit on payment_alerts (deposit_id);
create trigger touch_updated_at before update on payment_alerts
for each row execute function app.touch_updated_at();
create policy payment_alerts_admin on payment_alerts for select to admin using (true);
create policy payment_alerts_service on payment_alerts for select to service using (true);
create policy payment_alerts_internal on payment_alerts to app_internal using (true) with check (true);
grant select on payment_alerts to admin, service;
grant select, insert, update on payment_alerts to app_internal;
-- NOTE: brands read their notices: evidence is handed in by administrators, in Stripe's dashboard.
comment on table payment_alerts is
'Disputes with a deadline for evidence, and early fraud warnings, by Stripe''s id. Amounts in minor units of currency.';
comment on column payment_alerts.is_open is 'Whether anything can still be done about it.';

-- migrate:down
set local lock_timeout = '3s';
drop table payment_alerts;
