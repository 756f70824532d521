-- migrate:up
set local lock_timeout = '3s';

-- An account is found by its owner: `is not distinct from` uses no index, so each look-up read all accounts (3 ms with
-- 50,000). The same of wallets, which are a brand's or a user's, never both.
create function ledger.owner_of(brand_id uuid, user_id uuid, campaign_id uuid) returns uuid
language sql immutable parallel safe as $$
  select coalesce(campaign_id, user_id, brand_id, '00000000-0000-0000-0000-000000000000')
$$;
comment on function ledger.owner_of(uuid, uuid, uuid) is
'Whom an account belongs to: the campaign, user or brand that its purpose names; the nil UUID is the platform.';
create function ledger.may_go_negative(purpose text) returns boolean
language sql immutable parallel safe as $$
  select purpose in ('stripe_clearing', 'creator_payable', 'platform_revenue', 'disputes')
$$;
comment on function ledger.may_go_negative(text) is
'Whether an account of that purpose is appended to and folded later, with no floor below it.';
grant execute on function ledger.owner_of(uuid, uuid, uuid), ledger.may_go_negative(text) to app_internal;
drop trigger identity_is_fixed on ledger.accounts;
alter table ledger.accounts add column owner_id uuid;
set local role app_internal;
update ledger.accounts
set owner_id = ledger.owner_of(brand_id, user_id, campaign_id);
reset role;
create or replace function ledger.guard_account() returns trigger language plpgsql as $$
begin
  if new.currency !~ '^[a-z]{3}$' then
    raise exception using
      errcode = 'check_violation', constraint = 'ledger_account_currency_is_iso', table = tg_table_name,
      message = 'the currency of an account is a lower-case ISO 4217 code';
  end if;
  if not coalesce(case
    when new.purpose in ('stripe_clearing', 'platform_revenue') then (false, false, false)
    when new.purpose in ('brand_available', 'refunds', 'disputes') then (true, false, false)
    when new.purpose = 'campaign_reserved' then (true, true, false)
    when new.purpose in ('creator_payable', 'payout_in_transit') then (false, false, true)
  end = (new.brand_id is not null, new.campaign_id is not null, new.user_id is not null), false) then
    raise exception using
      errcode = 'check_violation', constraint = 'ledger_account_has_the_owner_of_its_purpose',
      table = tg_table_name, message = 'an account belongs to whom its purpose says';
  end if;
  new.owner_id := ledger.owner_of(new.brand_id, new.user_id, new.campaign_id);
  new.may_go_negative := ledger.may_go_negative(new.purpose);
  return new;
end
$$;
alter table ledger.accounts
alter column owner_id set not null,
drop constraint ledger_account_exists_once,
add constraint ledger_account_exists_once unique (owner_id, purpose, currency);
comment on column ledger.accounts.owner_id is 'See ledger.owner_of: what an account is found by.';

-- By statement: any row trigger before an UPDATE makes PostgreSQL lock each row first, and write that to the WAL.
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, owner_id, may_go_negative
on ledger.accounts for each statement execute function app.refuse_change();

-- One index serves the foreign keys of both, and each update of a balance opens one less.
drop index ledger.ledger_accounts_of_a_campaign;
drop index ledger.ledger_accounts_of_a_brand;
create index ledger_accounts_of_a_brand on ledger.accounts (brand_id, campaign_id);

set local role app_internal;
create or replace function ledger.account(
  purpose text, currency text, brand_id uuid default null, user_id uuid default null,
  campaign_id uuid default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  for attempt in 1..2 loop
    select a.id into found_id from ledger.accounts as a
    where a.owner_id = ledger.owner_of(account.brand_id, account.user_id, account.campaign_id)
      and a.purpose = account.purpose and a.currency = account.currency
      and a.brand_id is not distinct from account.brand_id;
    exit when found;
    insert into ledger.accounts as a (purpose, currency, brand_id, user_id, campaign_id)
    values (account.purpose, account.currency, account.brand_id, account.user_id, account.campaign_id)
    on conflict on constraint ledger_account_exists_once do nothing
    returning a.id into found_id;
    exit when found;
  end loop;
  return found_id;
end
$$;

create or replace function app.wallet_of(brand_id uuid, user_id uuid, currency text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
  other public.wallets;
begin
  for attempt in 1..2 loop
    select w.id into found_id from public.wallets as w
    where (w.brand_id = wallet_of.brand_id or w.user_id = wallet_of.user_id)
      and w.currency = wallet_of.currency;
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
reset role;

-- migrate:down
set local lock_timeout = '3s';
drop trigger identity_is_fixed on ledger.accounts;
set local role app_internal;
create or replace function ledger.account(
  purpose text, currency text, brand_id uuid default null, user_id uuid default null,
  campaign_id uuid default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_id uuid;
begin
  for attempt in 1..2 loop
    select a.id into found_id from ledger.accounts as a
    where a.purpose = account.purpose and a.currency = account.currency
      and a.brand_id is not distinct from account.brand_id
      and a.user_id is not distinct from account.user_id
      and a.campaign_id is not distinct from account.campaign_id;
    exit when found;
    insert into ledger.accounts as a (purpose, currency, brand_id, user_id, campaign_id)
    values (account.purpose, account.currency, account.brand_id, account.user_id, account.campaign_id)
    on conflict on constraint ledger_account_exists_once do nothing
    returning a.id into found_id;
    exit when found;
  end loop;
  return found_id;
end
$$;

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
reset role;
create or replace function ledger.guard_account() returns trigger language plpgsql as $$
begin
  if new.currency !~ '^[a-z]{3}$' then
    raise exception using
      errcode = 'check_violation', constraint = 'ledger_account_currency_is_iso', table = tg_table_name,
      message = 'the currency of an account is a lower-case ISO 4217 code';
  end if;
  if not coalesce(case
    when new.purpose in ('stripe_clearing', 'platform_revenue') then (false, false, false)
    when new.purpose in ('brand_available', 'refunds', 'disputes') then (true, false, false)
    when new.purpose = 'campaign_reserved' then (true, true, false)
    when new.purpose in ('creator_payable', 'payout_in_transit') then (false, false, true)
  end = (new.brand_id is not null, new.campaign_id is not null, new.user_id is not null), false) then
    raise exception using
      errcode = 'check_violation', constraint = 'ledger_account_has_the_owner_of_its_purpose',
      table = tg_table_name, message = 'an account belongs to whom its purpose says';
  end if;
  new.may_go_negative := new.purpose in ('stripe_clearing', 'creator_payable', 'platform_revenue', 'disputes');
  return new;
end
$$;
drop function ledger.may_go_negative(text);
drop function ledger.owner_of(uuid, uuid, uuid);
alter table ledger.accounts
drop constraint ledger_account_exists_once,
drop column owner_id,
add constraint ledger_account_exists_once
unique nulls not distinct (purpose, currency, brand_id, user_id, campaign_id);
drop index ledger.ledger_accounts_of_a_brand;
create index ledger_accounts_of_a_brand on ledger.accounts (brand_id);
create index ledger_accounts_of_a_campaign on ledger.accounts (campaign_id, brand_id);
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, may_go_negative
on ledger.accounts for each row execute function app.refuse_change();
