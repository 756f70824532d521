-- migrate:up
set local lock_timeout = '3s';

-- A creator has one account at Stripe and a wallet per currency: each of them knows the account.
set local role app_internal;
create or replace function app.wallet_of(brand_id uuid, user_id uuid, currency text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
  other public.wallets;
begin
  for attempt in 1..2 loop
    select w.id into found_id from public.wallets as w
    where w.brand_id is not distinct from wallet_of.brand_id
      and w.user_id is not distinct from wallet_of.user_id and w.currency = wallet_of.currency;
    exit when found;
    -- Who is connected is connected in every currency.
    select w.* into other from public.wallets as w
    where w.user_id = wallet_of.user_id and w.stripe_account_id is not null order by w.id limit 1;
    insert into public.wallets as w (
      brand_id, user_id, currency, stripe_account_id, payouts_enabled, payouts_blocked_reason
    ) values (
      wallet_of.brand_id, wallet_of.user_id, wallet_of.currency, other.stripe_account_id,
      coalesce(other.payouts_enabled, false), other.payouts_blocked_reason
    )
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
'The wallet of a brand or a user in a currency, opened when it is first asked for; with its ledger account '
'and the connected account of the user''s other wallets.';

create or replace function app.set_connected_account(
  user_id uuid, account_id text, payouts_enabled boolean, blocked_reason text
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  changed integer;
begin
  update public.wallets as w
  set stripe_account_id = coalesce(w.stripe_account_id, account_id),
    payouts_enabled = set_connected_account.payouts_enabled,
    payouts_blocked_reason = left(blocked_reason, 500)
  where w.stripe_account_id = set_connected_account.account_id
    or (w.stripe_account_id is null and w.user_id = any(array(
      select set_connected_account.user_id
      union
      select o.user_id from public.wallets as o where o.stripe_account_id = set_connected_account.account_id
    )));
  get diagnostics changed = row_count;
  return changed;
end
$$;
comment on function app.set_connected_account(uuid, text, boolean, text) is
'What Stripe says about a creator''s account, on all wallets of whoever has it. user_id may be NULL where '
'only the account is known. An account is never replaced by another one.';
reset role;

-- Those that were opened after their owner had connected.
alter table wallets no force row level security;
update wallets as w
set stripe_account_id = known.stripe_account_id, payouts_enabled = known.payouts_enabled,
  payouts_blocked_reason = known.payouts_blocked_reason
from (
  select distinct on (o.user_id)
    o.user_id,
    o.stripe_account_id,
    o.payouts_enabled,
    o.payouts_blocked_reason
  from wallets as o
  where o.user_id is not null and o.stripe_account_id is not null
  order by o.user_id, o.id
) as known
where w.user_id = known.user_id and w.stripe_account_id is null;
alter table wallets force row level security;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
create or replace function app.wallet_of(brand_id uuid, user_id uuid, currency text) returns uuid
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

create or replace function app.set_connected_account(
  user_id uuid, account_id text, payouts_enabled boolean, blocked_reason text
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  changed integer;
begin
  update public.wallets as w
  set stripe_account_id = coalesce(w.stripe_account_id, account_id),
    payouts_enabled = set_connected_account.payouts_enabled,
    payouts_blocked_reason = left(blocked_reason, 500)
  where (w.user_id = set_connected_account.user_id and w.stripe_account_id is null)
    or w.stripe_account_id = set_connected_account.account_id;
  get diagnostics changed = row_count;
  return changed;
end
$$;
comment on function app.set_connected_account(uuid, text, boolean, text) is
'What Stripe says about a creator''s account, on all wallets of it. user_id may be NULL where only the account is '
'known. An account is never replaced by another one.';
reset role;
