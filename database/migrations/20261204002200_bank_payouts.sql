-- migrate:up
set local lock_timeout = '3s';

-- From a creator's account at Stripe to their bank: none of our money moves, but the creator wants to know, once.
create table bank_payouts (
  id text constraint bank_payouts_pkey primary key,
  stripe_account_id text not null,
  user_id uuid not null,
  amount bigint not null,
  currency text not null,
  status text not null,
  failure_code text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint bank_payouts_leave_a_creators_account foreign key (stripe_account_id, user_id)
  references connected_accounts (stripe_account_id, user_id) on delete restrict,
  constraint bank_payout_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table bank_payouts enable row level security;
alter table bank_payouts force row level security;
create index bank_payouts_of_an_account on bank_payouts (stripe_account_id, user_id);
create index bank_payouts_of_a_creator on bank_payouts (user_id);
create trigger touch_updated_at before update on bank_payouts
for each row execute function app.touch_updated_at();
create policy bank_payouts_creators on bank_payouts for select to authenticated
using (user_id = (select auth.uid()));
create policy bank_payouts_admin on bank_payouts for select to admin using (true);
create policy bank_payouts_service on bank_payouts for select to service using (true);
create policy bank_payouts_internal on bank_payouts to app_internal using (true) with check (true);
grant select on bank_payouts to authenticated, admin, service;
grant select, insert, update on bank_payouts to app_internal;
-- NOTE: nobody writes but app.note_bank_payout.
comment on table bank_payouts is
'Payouts of connected accounts to banks, as Stripe told of them last; amount in minor units of currency.';
comment on column bank_payouts.status is 'Stripe''s word: pending, in_transit, paid, canceled, failed. paid may become failed.';

-- migrate:down
set local lock_timeout = '3s';
drop table bank_payouts;
