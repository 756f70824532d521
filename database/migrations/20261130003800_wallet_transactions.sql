-- migrate:up
set local lock_timeout = '3s';

-- Whose money it is: one wallet per owner and currency. What is in it stands in the ledger.
create table wallets (
  id uuid constraint wallets_pkey primary key default uuidv7(),
  brand_id uuid
  constraint wallets_belong_to_a_brand references brand_profiles (id) on delete restrict,
  user_id uuid
  constraint wallets_belong_to_a_user references auth.users (id) on delete restrict,
  currency text not null default 'usd',
  stripe_customer_id text,
  stripe_account_id text,
  payouts_enabled boolean not null default false,
  payouts_blocked_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wallet_exists_once unique nulls not distinct (brand_id, user_id, currency),
  constraint wallet_has_one_owner check (num_nonnulls(brand_id, user_id) = 1),
  constraint wallet_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint wallet_payouts_need_an_account check (not payouts_enabled or stripe_account_id is not null)
);
alter table wallets enable row level security;
alter table wallets force row level security;
create index wallets_of_a_user on wallets (user_id);
create index wallets_by_stripe_account on wallets (stripe_account_id);
create trigger touch_updated_at before update on wallets
for each row execute function app.touch_updated_at();
create trigger owner_is_fixed before update of brand_id, user_id, currency on wallets
for each row execute function app.refuse_change();
select app.audit_table('wallets', 'id');
create policy wallets_owners on wallets for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or user_id = (select auth.uid()));
create policy wallets_admin on wallets for select to admin using (true);
create policy wallets_service on wallets to service using (true) with check (true);
create policy wallets_internal on wallets to app_internal using (true) with check (true);
grant select on wallets to authenticated, admin, service, app_internal;
grant update (stripe_customer_id, stripe_account_id, payouts_enabled, payouts_blocked_reason) on wallets to service;
grant insert, update on wallets to app_internal;
-- NOTE: nobody inserts: triggers and app.open_wallet do.
comment on table wallets is 'One per brand or user and currency; app.wallet_balance says what it holds.';
comment on column wallets.payouts_blocked_reason is 'Why Stripe does not pay out yet; NULL where nothing is known.';

set local role app_internal;
create function auth.wallet_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select w.id from public.wallets as w
    where w.brand_id = any(auth.brand_ids()) or w.user_id = auth.uid()
  )
$$;
comment on function auth.wallet_ids() is 'Wallets that the user may look into: their own and their brands''.';
grant execute on function auth.wallet_ids() to authenticated, admin, service;

create function auth.is_privileged() returns boolean
language sql stable set search_path = ''
return coalesce(current_setting('role', true) in ('admin', 'service'), false);
comment on function auth.is_privileged() is
'Whether this transaction runs as admin or service; definer functions ask it, who are app_internal themselves.';
grant execute on function auth.is_privileged() to authenticated, admin, service;
reset role;

-- One row per business operation on a wallet, as its owner sees it; the ledger has the double entry.
create table wallet_transactions (
  id uuid constraint wallet_transactions_pkey primary key default uuidv7(),
  wallet_id uuid not null
  constraint wallet_transactions_belong_to_a_wallet references wallets (id) on delete restrict,
  transaction_type text not null,
  amount bigint not null,
  balance_effect bigint not null default 0,
  refunded_amount bigint not null default 0,
  currency text not null,
  status text not null default 'pending',
  reference_id text,
  relates_to uuid
  constraint wallet_transactions_relate_to_another
  references wallet_transactions (id) on delete restrict,
  description text not null default '',
  metadata jsonb not null default '{}',
  ledger_transaction_id uuid
  constraint wallet_transactions_stand_in_the_ledger
  references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  completed_at timestamptz,
  constraint wallet_transaction_reference_is_used_once unique (transaction_type, reference_id),
  constraint wallet_transaction_type_is_known
  check (transaction_type in ('deposit', 'withdrawal', 'reservation', 'release', 'transfer')),
  constraint wallet_transaction_status_is_known
  check (status in ('pending', 'completed', 'failed', 'cancelled')),
  constraint wallet_transaction_amount_is_positive check (amount > 0),
  constraint wallet_transaction_effect_is_within_amount check (abs(balance_effect) <= amount),
  constraint deposit_is_refunded_at_most_once_over
  check (refunded_amount between 0 and case transaction_type when 'deposit' then amount else 0 end),
  constraint completed_wallet_transaction_stands_in_the_ledger
  check (status <> 'completed' or ledger_transaction_id is not null),
  constraint wallet_transaction_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint wallet_transaction_description_fits check (length(description) <= 500)
);
alter table wallet_transactions enable row level security;
alter table wallet_transactions force row level security;
create index wallet_transactions_of_a_wallet on wallet_transactions (wallet_id, id desc);
create index wallet_transactions_in_the_ledger on wallet_transactions (ledger_transaction_id);
create index wallet_transactions_that_relate on wallet_transactions (relates_to);
create index wallet_transactions_pending on wallet_transactions (transaction_type, id)
where status = 'pending';
create trigger touch_updated_at before update on wallet_transactions
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on wallet_transactions
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM010', '{"pending": ["completed", "failed", "cancelled"]}'
);
create trigger never_deleted before delete or truncate on wallet_transactions
for each statement execute function app.refuse_change();
select app.audit_table('wallet_transactions', 'id');
create policy wallet_transactions_owners on wallet_transactions for select to authenticated
using (wallet_id = any((select auth.wallet_ids())::uuid[]));
create policy wallet_transactions_admin on wallet_transactions for select to admin using (true);
create policy wallet_transactions_service on wallet_transactions for select to service using (true);
create policy wallet_transactions_internal on wallet_transactions to app_internal using (true) with check (true);
grant select on wallet_transactions to authenticated, admin, service;
grant select, insert, update on wallet_transactions to app_internal;
-- NOTE: nobody writes but the functions of each business operation.
comment on table wallet_transactions is
'Deposits, withdrawals, reservations, releases, transfers of a wallet; amounts in minor units of currency.';
comment on column wallet_transactions.balance_effect is
'Signed effect on what the wallet has available, from the moment that ledger_transaction_id is set.';
comment on column wallet_transactions.reference_id is 'Stripe''s id, or <kind>:<our id>; unique per type.';

-- What Stripe told us, stored before anything is done about it.
create table stripe_events (
  id text constraint stripe_events_pkey primary key,
  source text not null default 'webhook',
  type text not null,
  account_id text,
  object_id text,
  payload jsonb not null,
  status text not null default 'received',
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  processed_at timestamptz,
  error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint stripe_event_source_is_known check (source in ('webhook', 'repair')),
  constraint stripe_event_status_is_known check (status in ('received', 'processed', 'ignored', 'failed')),
  constraint stripe_event_attempts_are_counted check (attempts >= 0)
);
alter table stripe_events enable row level security;
alter table stripe_events force row level security;
create index stripe_events_due on stripe_events (available_at, id) where status = 'received';
create index stripe_events_by_object on stripe_events (object_id);
create trigger touch_updated_at before update on stripe_events
for each row execute function app.touch_updated_at();
create policy stripe_events_admin on stripe_events for select to admin using (true);
create policy stripe_events_service on stripe_events to service using (true) with check (true);
create policy stripe_events_internal on stripe_events for select to app_internal using (true);
grant select on stripe_events to admin;
grant select, insert, update on stripe_events to service;
-- NOTE: no people here: payloads hold names and addresses of payers.
comment on table stripe_events is 'Webhooks of Stripe: event id first, work later. received → processed, ignored or failed.';

-- Definer functions: wallets open by themselves, and whoever may look sees what is in them.
set local role app_internal;

create function app.provision_brand_wallet() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.wallets (brand_id) values (new.id)
  on conflict on constraint wallet_exists_once do nothing;
  perform ledger.account('brand_available', 'usd', brand_id => new.id);
  return null;
end
$$;
comment on function app.provision_brand_wallet() is 'AFTER INSERT on brand_profiles: the brand''s wallet.';

create function app.provision_creator_wallet() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.wallets (user_id) values (new.user_id)
  on conflict on constraint wallet_exists_once do nothing;
  perform ledger.account('creator_payable', 'usd', user_id => new.user_id);
  return null;
end
$$;
comment on function app.provision_creator_wallet() is 'AFTER INSERT of the role creator: the creator''s wallet.';

create function app.wallet_of(brand_id uuid, user_id uuid, currency text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  for attempt in 1..2 loop
    select w.id into found_id from public.wallets as w
    where w.brand_id is not distinct from wallet_of.brand_id
      and w.user_id is not distinct from wallet_of.user_id and w.currency = wallet_of.currency;
    exit when found;
    insert into public.wallets as w (brand_id, user_id, currency)
    values (wallet_of.brand_id, wallet_of.user_id, wallet_of.currency)
    on conflict on constraint wallet_exists_once do nothing
    returning w.id into found_id;
    exit when found;
  end loop;
  perform ledger.account(
    case when brand_id is null then 'creator_payable' else 'brand_available' end, currency, brand_id, user_id
  );
  return found_id;
end
$$;
comment on function app.wallet_of(uuid, uuid, text) is
'The wallet of a brand or a user in a currency, opened when it is first asked for; with its ledger account.';

create function app.open_wallet(brand_id uuid, user_id uuid, currency text) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  if not auth.is_privileged()
    and not coalesce(brand_id = any(auth.money_brand_ids()), false)
    and not coalesce(user_id = auth.uid(), false)
  then
    raise exception using errcode = 'IM005', message = 'not your wallet to open', detail = '{}';
  end if;
  return app.wallet_of(brand_id, user_id, currency);
end
$$;
comment on function app.open_wallet(uuid, uuid, text) is
'The caller''s wallet in a currency, as app.wallet_of. Raises IM005 for someone else''s.';
grant execute on function app.open_wallet(uuid, uuid, text) to authenticated, admin, service;
grant execute on function app.provision_brand_wallet(), app.provision_creator_wallet() to app_owner;
reset role;

create trigger provision_brand_wallet after insert on brand_profiles
for each row execute function app.provision_brand_wallet();
create trigger provision_creator_wallet after insert on user_roles
for each row when (new.role = 'creator') execute function app.provision_creator_wallet();

-- migrate:down
set local lock_timeout = '3s';
drop trigger provision_creator_wallet on user_roles;
drop trigger provision_brand_wallet on brand_profiles;
drop table stripe_events;
drop table wallet_transactions;
drop table wallets;
set local role app_internal;
drop function app.open_wallet(uuid, uuid, text);
drop function app.wallet_of(uuid, uuid, text);
drop function app.provision_creator_wallet();
drop function app.provision_brand_wallet();
drop function auth.is_privileged();
drop function auth.wallet_ids();
reset role;
