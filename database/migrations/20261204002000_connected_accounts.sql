-- migrate:up
set local lock_timeout = '3s';

-- Where a creator is paid at Stripe: opened by us, one at a time, kept when it is closed. Its row comes before Stripe is
-- asked, so that two requests at once, or one whose answer was lost, open one account.
create table connected_accounts (
  id uuid constraint connected_accounts_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint connected_accounts_belong_to_a_creator references auth.users (id) on delete restrict,
  country text,
  stripe_account_id text,
  status text not null default 'opening',
  transfers_active boolean not null default false,
  blocked_reason text,
  refusal text,
  told_reason text,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint connected_account_belongs_to_one_creator unique (stripe_account_id),
  constraint connected_account_has_one_creator unique (stripe_account_id, user_id),
  constraint connected_account_country_is_iso check (country ~ '^[A-Z]{2}$'),
  constraint connected_account_status_is_known check (status in ('opening', 'refused', 'open', 'closed')),
  constraint connected_account_is_known_by_its_id
  check ((status in ('open', 'closed')) = (stripe_account_id is not null)),
  constraint connected_account_closes_at_a_moment check ((status = 'closed') = (closed_at is not null)),
  constraint connected_account_attempts_are_counted check (attempts >= 0)
);
alter table connected_accounts enable row level security;
alter table connected_accounts force row level security;
create unique index creator_has_one_account_at_a_time on connected_accounts (user_id)
where status in ('opening', 'open');
create index connected_accounts_of_a_creator on connected_accounts (user_id, id desc);
create index connected_accounts_to_read on connected_accounts (available_at) where status in ('open', 'closed');
create trigger touch_updated_at before update on connected_accounts
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on connected_accounts
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM021', '{"opening": ["open", "refused"], "open": ["closed"], "closed": ["open"]}'
);
create trigger owner_is_fixed before update of user_id on connected_accounts
for each row execute function app.refuse_change();
create trigger never_deleted before delete or truncate on connected_accounts
for each statement execute function app.refuse_change();
create policy connected_accounts_creators on connected_accounts for select to authenticated
using (user_id = (select auth.uid()));
create policy connected_accounts_admin on connected_accounts for select to admin using (true);
create policy connected_accounts_service on connected_accounts to service using (true) with check (true);
create policy connected_accounts_internal on connected_accounts to app_internal using (true) with check (true);
grant select on connected_accounts to authenticated, admin, service;
grant update (attempts, available_at) on connected_accounts to service;
grant select, insert, update on connected_accounts to app_internal;
-- NOTE: nobody inserts: app.begin_account and app.set_connected_account do. Wallets are audited, and name the account.
comment on table connected_accounts is 'Accounts of creators at Stripe, where they are paid; one at a time is open.';
comment on column connected_accounts.transfers_active is 'Stripe''s word when the account was read last.';
comment on column connected_accounts.blocked_reason is 'Stripe''s code for why transfers are not active.';
comment on column connected_accounts.refusal is
'Stripe''s code for why it refused a transfer: until Stripe or the creator does something, none is tried again.';
comment on column connected_accounts.told_reason is 'The code that the creator was told last; NULL again once paid.';
comment on column connected_accounts.available_at is 'When the account is read again at Stripe.';

-- An account that two creators have stays with whose wallet is older; the other one connects an account of their own.
alter table wallets no force row level security;
alter table connected_accounts no force row level security;
update wallets as w set
  stripe_account_id = null, payouts_enabled = false,
  payouts_blocked_reason = 'Connect an account of your own to be paid.'
where w.stripe_account_id is not null and (w.user_id is null or exists (
  select from wallets as o
  where o.stripe_account_id = w.stripe_account_id and o.user_id <> w.user_id and o.id < w.id
));
-- Nor has anybody had two: were it so, the one of the oldest wallet stays.
insert into connected_accounts (user_id, stripe_account_id, status, transfers_active, blocked_reason)
select distinct on (w.user_id)
  w.user_id,
  w.stripe_account_id,
  'open' as status,
  w.payouts_enabled,
  w.payouts_blocked_reason
from wallets as w
where w.stripe_account_id is not null
order by w.user_id asc, w.id asc;
update wallets as w set
  stripe_account_id = a.stripe_account_id, payouts_enabled = a.transfers_active,
  payouts_blocked_reason = a.blocked_reason
from connected_accounts as a
where a.user_id = w.user_id and w.stripe_account_id is distinct from a.stripe_account_id;
alter table wallets force row level security;
alter table connected_accounts force row level security;

drop index wallets_by_stripe_account;
create index wallets_by_stripe_account on wallets (stripe_account_id, user_id);
alter table wallets
add constraint wallet_is_paid_through_its_owners_account foreign key (stripe_account_id, user_id)
references connected_accounts (stripe_account_id, user_id) on delete restrict,
add constraint wallet_that_is_paid_out_is_a_users check (stripe_account_id is null or user_id is not null);

-- migrate:down
set local lock_timeout = '3s';
alter table wallets
drop constraint wallet_that_is_paid_out_is_a_users,
drop constraint wallet_is_paid_through_its_owners_account;
drop index wallets_by_stripe_account;
create index wallets_by_stripe_account on wallets (stripe_account_id);
drop table connected_accounts;
