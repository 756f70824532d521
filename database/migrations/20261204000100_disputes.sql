-- migrate:up
set local lock_timeout = '3s';

-- What a payer's bank does with a deposit, as Stripe told it last: what is booked is the difference to what was taken.
create table disputes (
  id text constraint disputes_pkey primary key,
  deposit_id uuid not null
  constraint disputes_are_about_a_deposit references wallet_transactions (id) on delete restrict,
  brand_id uuid not null
  constraint disputes_belong_to_a_brand references brand_profiles (id) on delete restrict,
  status text not null,
  amount bigint not null,
  currency text not null,
  taken bigint not null default 0,
  bookings integer not null default 0,
  asked_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint dispute_status_is_known check (status in (
    'warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response', 'under_review', 'won', 'lost',
    'prevented'
  )),
  constraint dispute_amount_is_not_negative check (amount >= 0),
  constraint dispute_takes_what_its_status_says
  check (taken = case when status in ('needs_response', 'under_review', 'lost') then amount else 0 end),
  constraint dispute_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table disputes enable row level security;
alter table disputes force row level security;
create index disputes_of_a_deposit on disputes (deposit_id);
create index disputes_of_a_brand on disputes (brand_id);
create trigger touch_updated_at before update on disputes for each row execute function app.touch_updated_at();
create trigger never_deleted before delete or truncate on disputes
for each statement execute function app.refuse_change();
select app.audit_table('disputes', 'id');
create policy disputes_members on disputes for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy disputes_admin on disputes for select to admin using (true);
create policy disputes_service on disputes for select to service using (true);
create policy disputes_internal on disputes to app_internal using (true) with check (true);
grant select on disputes to authenticated, admin, service;
grant select, insert, update on disputes to app_internal;
-- NOTE: nobody writes but app.book_dispute.
comment on table disputes is 'Disputes of deposits by Stripe''s id, as they were when Stripe was asked last; minor units.';
comment on column disputes.taken is 'What Stripe holds back or has given away of the deposit: what is booked.';
comment on column disputes.bookings is 'How often money moved, so that each booking has a reference of its own.';
comment on column disputes.asked_at is 'When Stripe was asked for this: an answer to an earlier question changes nothing.';

-- Those that were booked before by their lines alone.
alter table wallet_transactions no force row level security;
alter table wallets no force row level security;
alter table disputes no force row level security;
insert into disputes (id, deposit_id, brand_id, status, amount, currency, taken, bookings, asked_at, created_at)
select
  f.reference_id,
  f.relates_to,
  w.brand_id,
  ended.status,
  f.amount,
  f.currency,
  case ended.status when 'won' then 0 else f.amount end as taken,
  2 as bookings,
  f.created_at as asked_at,
  f.created_at
from wallet_transactions as f
inner join wallets as w on f.wallet_id = w.id
cross join lateral (
  select coalesce(max(case t.transaction_type when 'release' then 'won' else 'lost' end), 'needs_response') as status
  from wallet_transactions as t
  where t.relates_to = f.id and t.transaction_type in ('release', 'withdrawal')
) as ended
where f.transaction_type = 'reservation' and f.relates_to is not null;
alter table disputes force row level security;
alter table wallets force row level security;
alter table wallet_transactions force row level security;

-- migrate:down
set local lock_timeout = '3s';
drop table disputes;
