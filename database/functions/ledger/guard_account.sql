-- migrate:up
set local lock_timeout = '3s';

-- A post is the hottest thing we do, and PostgreSQL reads and compiles every CHECK of a table, and the expression of every
-- generated column, anew in each statement that touches a row: rules about what never changes move to where it is decided.
-- (docs/decisions/0016-what-never-changes-is-checked-once.md)

-- 1. What an account is, is decided once: when it is opened.
create function ledger.guard_account() returns trigger language plpgsql as $$
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
comment on function ledger.guard_account() is
'Who owns an account, in which currency, and whether it may go negative: identity_is_fixed keeps it so.';
alter table ledger.accounts drop constraint ledger_account_has_the_owner_of_its_purpose;
alter table ledger.accounts drop constraint ledger_account_currency_is_iso;
alter table ledger.accounts alter column may_go_negative drop expression;
create trigger guard_account before insert on ledger.accounts
for each row execute function ledger.guard_account();
alter table ledger.accounts enable always trigger guard_account; -- where other triggers are off, too: it fills a column
drop trigger identity_is_fixed on ledger.accounts;
create trigger identity_is_fixed
before update of purpose, currency, brand_id, campaign_id, user_id, may_go_negative
on ledger.accounts for each row execute function app.refuse_change();

-- 2. How many entries a transaction has: a lost or foreign entry shows in one pass (see the reconciliation).
alter table ledger.transactions add column entry_count smallint not null default 2;
alter table ledger.transactions disable trigger append_only;
alter table ledger.transactions no force row level security;
alter table ledger.entries no force row level security;
update ledger.transactions as t set entry_count = counted.entries
from (
  select
    e.transaction_id,
    count(*) as entries
  from ledger.entries as e
  group by e.transaction_id
) as counted
where t.id = counted.transaction_id and counted.entries <> 2;
alter table ledger.entries force row level security;
alter table ledger.transactions force row level security;
alter table ledger.transactions enable trigger append_only;
comment on column ledger.transactions.entry_count is 'Number of entries: two for a transfer, more for a split.';

-- 3. Entries come in whole transactions, one statement each, which is when they are weighed; not row by row at COMMIT.
drop trigger ledger_transaction_sums_to_zero on ledger.entries;
set local role app_internal;
create or replace function ledger.refuse_imbalance() returns trigger language plpgsql as $$
declare
  broken_id uuid;
begin
  select e.transaction_id into broken_id from new_rows as e
  group by e.transaction_id, e.currency having sum(e.amount) <> 0 limit 1;
  if found then
    raise exception using
      errcode = 'IM003', constraint = 'ledger_transaction_sums_to_zero',
      message = 'the entries of a transaction must sum to zero per currency',
      detail = jsonb_build_object('transaction_id', broken_id)::text;
  end if;
  return null;
end
$$;
comment on function ledger.refuse_imbalance() is 'No statement makes or destroys money.';
reset role;
create trigger ledger_transaction_sums_to_zero after insert on ledger.entries
referencing new table as new_rows for each statement execute function ledger.refuse_imbalance();

set local role app_internal;
create function ledger.refuse_move(account_id uuid, amount bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  account record;
begin
  select a.purpose, a.currency, a.balance into account
  from ledger.accounts as a where a.id = refuse_move.account_id;
  if not found then
    raise exception using errcode = 'IM002', message = 'an account is unknown', detail = '{}';
  end if;
  raise exception using
    errcode = 'IM001', message = format('%s is short', account.purpose),
    detail = jsonb_build_object(
      'account', account.purpose, 'available', account.balance, 'needed', -refuse_move.amount,
      'currency', account.currency
    )::text;
end
$$;
comment on function ledger.refuse_move(uuid, bigint) is 'Says why an account cannot move by that amount.';

create or replace function ledger.post(
  kind text, idempotency_key text, account_ids uuid[], amounts bigint[],
  description text default '', metadata jsonb default '{}', reverses uuid default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  size constant integer := cardinality(account_ids);
  new_id uuid;
  account record;
  entries ledger.entries[];
begin
  if size < 2 or size <> cardinality(amounts) then
    raise exception using
      errcode = 'IM002', message = 'a ledger transaction has two or more entries', detail = '{}';
  end if;

  insert into ledger.transactions as t (
    kind, idempotency_key, description, metadata, reverses, entry_count, actor_user_id
  )
  values (
    post.kind, post.idempotency_key, post.description, post.metadata, post.reverses, size, auth.uid()
  )
  on conflict on constraint ledger_transaction_happens_once do nothing
  returning t.id into new_id;
  if new_id is null then
    select t.id into new_id from ledger.transactions as t where t.idempotency_key = post.idempotency_key;
    perform ledger.refuse_other_content(new_id, post.kind, account_ids, amounts);
    return new_id;
  end if;

  -- Always in id order: two posts over the same accounts wait for each other, and never in a circle. One account
  -- at a time by its key, not by a join: joins with an array are planned anew on every call.
  select array_agg(m.id order by m.id), array_agg(m.amount order by m.id) into account_ids, amounts
  from unnest(account_ids, amounts) as m (id, amount);
  for place in 1..size loop
    if account_ids[place] = account_ids[place - 1] then
      raise exception using errcode = 'IM002', message = 'an account is named twice', detail = '{}';
    end if;
    update ledger.accounts as a
    set balance = a.balance + amounts[place], version = a.version + 1, updated_at = now()
    where a.id = account_ids[place] and not a.may_go_negative
      and (amounts[place] >= 0 or a.balance + amounts[place] >= 0)
    returning a.currency, a.version, a.balance into account;
    if not found then -- its balance and its place in the chain are filled in by ledger.fold
      select a.currency, null::bigint as version, null::bigint as balance into account
      from ledger.accounts as a where a.id = account_ids[place] and a.may_go_negative;
      if not found then
        perform ledger.refuse_move(account_ids[place], amounts[place]);
      end if;
    end if;
    entries[place] := (
      new_id, account_ids[place], amounts[place], account.currency, account.version,
      account.balance - amounts[place], account.balance, clock_timestamp()
    );
  end loop;
  insert into ledger.entries select e.* from unnest(entries) as e;
  return new_id;
end
$$;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
create or replace function ledger.post(
  kind text, idempotency_key text, account_ids uuid[], amounts bigint[],
  description text default '', metadata jsonb default '{}', reverses uuid default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid;
  entry record;
  account record;
  last_id uuid;
begin
  if cardinality(account_ids) < 2 or cardinality(account_ids) <> cardinality(amounts) then
    raise exception using
      errcode = 'IM002', message = 'a ledger transaction has two or more entries', detail = '{}';
  end if;

  insert into ledger.transactions as t (kind, idempotency_key, description, metadata, reverses, actor_user_id)
  values (post.kind, post.idempotency_key, post.description, post.metadata, post.reverses, auth.uid())
  on conflict on constraint ledger_transaction_happens_once do nothing
  returning t.id into new_id;
  if new_id is null then
    select t.id into new_id from ledger.transactions as t where t.idempotency_key = post.idempotency_key;
    perform ledger.refuse_other_content(new_id, post.kind, account_ids, amounts);
    return new_id;
  end if;

  -- Always in id order: two posts over the same accounts wait for each other, and never in a circle. One account
  -- at a time by its key, not by a join: joins with an array are planned anew on every call.
  for entry in
    select w.id, w.amount from unnest(post.account_ids, post.amounts) as w (id, amount) order by w.id
  loop
    if entry.id = last_id then
      raise exception using errcode = 'IM002', message = 'an account is named twice', detail = '{}';
    end if;
    last_id := entry.id;
    update ledger.accounts as a
    set balance = a.balance + entry.amount, version = a.version + 1, updated_at = now()
    where a.id = entry.id and not a.may_go_negative and (entry.amount >= 0 or a.balance + entry.amount >= 0)
    returning a.currency, a.balance, a.version into account;
    if found then
      insert into ledger.entries (
        transaction_id, account_id, amount, currency, account_version, balance_before, balance_after, created_at
      ) values (
        new_id, entry.id, entry.amount, account.currency, account.version, account.balance - entry.amount,
        account.balance, clock_timestamp()
      );
    else
      select a.purpose, a.currency, a.balance, a.may_go_negative into account
      from ledger.accounts as a where a.id = entry.id;
      if account.may_go_negative then
        insert into ledger.entries (transaction_id, account_id, amount, currency, created_at)
        values (new_id, entry.id, entry.amount, account.currency, clock_timestamp());
      elsif account.purpose is null then
        raise exception using errcode = 'IM002', message = 'an account is unknown', detail = '{}';
      else
        raise exception using
          errcode = 'IM001', message = format('%s is short', account.purpose),
          detail = jsonb_build_object(
            'account', account.purpose, 'available', account.balance, 'needed', -entry.amount,
            'currency', account.currency
          )::text;
      end if;
    end if;
  end loop;
  return new_id;
end
$$;
drop function ledger.refuse_move(uuid, bigint);
reset role;
drop trigger ledger_transaction_sums_to_zero on ledger.entries;
set local role app_internal;
create or replace function ledger.refuse_imbalance() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from ledger.entries as e where e.transaction_id = new.transaction_id
    group by e.currency having sum(e.amount) <> 0
  ) then
    raise exception using
      errcode = 'IM003', constraint = 'ledger_transaction_sums_to_zero',
      message = 'the entries of a transaction must sum to zero per currency',
      detail = jsonb_build_object('transaction_id', new.transaction_id)::text;
  end if;
  return null;
end
$$;
comment on function ledger.refuse_imbalance() is 'Deferred to COMMIT: no transaction makes or destroys money.';
reset role;
create constraint trigger ledger_transaction_sums_to_zero after insert on ledger.entries
deferrable initially deferred for each row execute function ledger.refuse_imbalance();
alter table ledger.transactions drop column entry_count;
alter table ledger.accounts add constraint ledger_account_currency_is_iso check (currency ~ '^[a-z]{3}$');
alter table ledger.accounts add constraint ledger_account_has_the_owner_of_its_purpose check (case purpose
    when 'stripe_clearing' then num_nonnulls(brand_id, campaign_id, user_id) = 0
    when 'platform_revenue' then num_nonnulls(brand_id, campaign_id, user_id) = 0
    when 'brand_available' then brand_id is not null and num_nonnulls(campaign_id, user_id) = 0
    when 'refunds' then brand_id is not null and num_nonnulls(campaign_id, user_id) = 0
    when 'disputes' then brand_id is not null and num_nonnulls(campaign_id, user_id) = 0
    when 'campaign_reserved' then num_nonnulls(brand_id, campaign_id) = 2 and user_id is null
    when 'creator_payable' then user_id is not null and num_nonnulls(brand_id, campaign_id) = 0
    when 'payout_in_transit' then user_id is not null and num_nonnulls(brand_id, campaign_id) = 0
    else false
  end);
drop trigger guard_account on ledger.accounts;
drop function ledger.guard_account();
drop trigger identity_is_fixed on ledger.accounts;
create trigger identity_is_fixed before update of purpose, currency, brand_id, campaign_id, user_id
on ledger.accounts for each row execute function app.refuse_change();
drop view ledger.account_balances;
alter table ledger.accounts drop column may_go_negative;
alter table ledger.accounts add column may_go_negative boolean not null generated always as (
    purpose in ('stripe_clearing', 'creator_payable', 'platform_revenue', 'disputes')
  ) stored;
alter table ledger.accounts add constraint ledger_account_stays_above_zero check (may_go_negative or balance >= 0);
create view ledger.account_balances with (security_invoker = true) as
select
  a.id,
  a.purpose,
  a.currency,
  a.brand_id,
  a.campaign_id,
  a.user_id,
  (a.balance + coalesce(unfolded.amount, 0))::bigint as balance
from ledger.accounts as a
left join lateral (
  select sum(e.amount) as amount from ledger.entries as e
  where a.may_go_negative and e.account_id = a.id and e.account_version is null
) as unfolded on true;
comment on view ledger.account_balances is 'Every account with what it holds now, unfolded entries included.';
grant select on ledger.account_balances to admin, service, app_internal;
