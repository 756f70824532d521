-- migrate:up
set local lock_timeout = '3s';

-- What 20261121008300 began: a post spends its time on what surrounds it. Entries are weighed in one loop, without a
-- GROUP BY and without CHECKs that are read anew in each statement, and two indexes are not written any more that
-- others can serve for. (docs/decisions/0016-what-never-changes-is-checked-once.md)
drop trigger ledger_transaction_sums_to_zero on ledger.entries;
set local role app_internal;
drop function ledger.refuse_imbalance();
reset role;
alter table ledger.entries
drop constraint ledger_entry_balances_add_up,
drop constraint ledger_entry_is_folded_wholly;
create function ledger.weigh_entries() returns trigger language plpgsql as $$
declare
  entry record;
  first_id uuid;
  first_currency text;
  rest bigint := 0;
  is_mixed boolean := false;
  broken_id uuid;
begin
  for entry in select e.* from new_rows as e loop
    if (case when entry.account_version is null
      then entry.balance_before is not null or entry.balance_after is not null
      else (entry.balance_before + entry.amount = entry.balance_after) is not true
    end) then
      raise exception using
        errcode = 'check_violation', constraint = 'ledger_entry_is_unfolded_or_a_step', table = tg_table_name,
        message = 'an entry waits for its fold, or leads from the balance before to the balance after';
    end if;
    if entry.transaction_id <> first_id or entry.currency <> first_currency then -- not said of the first one
      is_mixed := true;
    else
      first_id := entry.transaction_id;
      first_currency := entry.currency;
      rest := rest + entry.amount;
    end if;
  end loop;
  if tg_op = 'UPDATE' then -- a fold, which moves nothing
    return null;
  elsif is_mixed then
    select e.transaction_id into broken_id from new_rows as e
    group by e.transaction_id, e.currency having sum(e.amount) <> 0;
  elsif rest <> 0 then
    broken_id := first_id;
  end if;
  if broken_id is not null then
    raise exception using
      errcode = 'IM003', constraint = 'ledger_transaction_sums_to_zero',
      message = 'the entries of a transaction must sum to zero per currency',
      detail = jsonb_build_object('transaction_id', broken_id)::text;
  end if;
  return null;
end
$$;
comment on function ledger.weigh_entries() is
'No statement makes or destroys money, and each entry is a whole step of its chain, or none yet. Row by row, as nearly '
'every statement posts one transaction in one currency, which a GROUP BY takes longer to weigh.';

create trigger weigh_posted_entries after insert on ledger.entries
referencing new table as new_rows for each statement execute function ledger.weigh_entries();
create trigger weigh_folded_entries after update on ledger.entries
referencing new table as new_rows for each statement execute function ledger.weigh_entries();
-- ledger_chain_never_forks finds the entries without a version as well.
drop index ledger.ledger_entries_to_fold;

-- Nearly no transaction reverses another one.
alter table ledger.transactions drop constraint ledger_transaction_is_reversed_once;
create unique index ledger_transaction_is_reversed_once on ledger.transactions (reverses)
where reverses is not null;

-- A counted repetition is the slowest part of a short pattern.
alter domain ledger.transaction_kind drop constraint ledger_transaction_kind_is_a_word;
alter domain ledger.transaction_kind add constraint ledger_transaction_kind_is_a_word
check (value ~ '^[a-z_]+$' and length(value) <= 40);
alter domain ledger.idempotency_key drop constraint ledger_transaction_key_fits;
alter domain ledger.idempotency_key add constraint ledger_transaction_key_fits
check (value <> '' and length(value) <= 255);

set local role app_internal;
create or replace function ledger.post(
  kind text, idempotency_key text, account_ids uuid[], amounts bigint[],
  description text default '', metadata jsonb default '{}', reverses uuid default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  size constant integer := cardinality(account_ids);
  new_id uuid := uuidv7();
  account_id uuid;
  amount bigint;
  currency text;
  new_version bigint;
  new_balance bigint;
  entries ledger.entries[];
begin
  if size < 2 or size <> cardinality(amounts) then
    raise exception using
      errcode = 'IM002', message = 'a ledger transaction has two or more entries', detail = '{}';
  end if;

  insert into ledger.transactions as t (
    id, kind, idempotency_key, description, metadata, reverses, entry_count, actor_user_id
  )
  values (
    new_id, post.kind, post.idempotency_key, post.description, post.metadata, post.reverses, size, auth.uid()
  )
  on conflict on constraint ledger_transaction_happens_once do nothing;
  if not found then
    select t.id into new_id from ledger.transactions as t where t.idempotency_key = post.idempotency_key;
    perform ledger.refuse_other_content(new_id, post.kind, account_ids, amounts);
    return new_id;
  end if;

  -- Always in id order: two posts over the same accounts wait for each other, and never in a circle. One account
  -- at a time by its key, not by a join: joins with an array are planned anew on every call. Plain variables, as an
  -- element of an array is looked up each time that a statement names it.
  if size = 2 and account_ids[1] > account_ids[2] then -- without a query that sorts
    account_ids := array[account_ids[2], account_ids[1]];
    amounts := array[amounts[2], amounts[1]];
  elsif size > 2 then
    select array_agg(m.id order by m.id), array_agg(m.amount order by m.id) into account_ids, amounts
    from unnest(account_ids, amounts) as m (id, amount);
  end if;
  for place in 1..size loop
    if account_ids[place] = account_id then
      raise exception using errcode = 'IM002', message = 'an account is named twice', detail = '{}';
    end if;
    account_id := account_ids[place];
    amount := amounts[place];
    update ledger.accounts as a
    set balance = a.balance + amount, version = a.version + 1, updated_at = now()
    where a.id = account_id and not a.may_go_negative and a.balance + amount >= 0
    returning a.currency, a.version, a.balance into currency, new_version, new_balance;
    if not found then -- its balance and its place in the chain are filled in by ledger.fold
      select a.currency, null::bigint, null::bigint into currency, new_version, new_balance
      from ledger.accounts as a where a.id = account_id and a.may_go_negative;
      if not found then
        perform ledger.refuse_move(account_id, amount);
      end if;
    end if;
    entries[place] := row(
      new_id, account_id, amount, currency, new_version, new_balance - amount, new_balance, clock_timestamp()
    )::ledger.entries; -- without the cast the row would be written out as text and read again
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
  if size > 2 or account_ids[1] > account_ids[2] then
    select array_agg(m.id order by m.id), array_agg(m.amount order by m.id) into account_ids, amounts
    from unnest(account_ids, amounts) as m (id, amount);
  end if;
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
    entries[place] := row(
      new_id, account_ids[place], amounts[place], account.currency, account.version,
      account.balance - amounts[place], account.balance, clock_timestamp()
    )::ledger.entries; -- without the cast the row would be written out as text and read again
  end loop;
  insert into ledger.entries select e.* from unnest(entries) as e;
  return new_id;
end
$$;
reset role;
alter domain ledger.idempotency_key drop constraint ledger_transaction_key_fits;
alter domain ledger.idempotency_key add constraint ledger_transaction_key_fits
check (length(value) between 1 and 255);
alter domain ledger.transaction_kind drop constraint ledger_transaction_kind_is_a_word;
alter domain ledger.transaction_kind add constraint ledger_transaction_kind_is_a_word
check (value ~ '^[a-z_]{1,40}$');

drop index ledger.ledger_transaction_is_reversed_once;
alter table ledger.transactions add constraint ledger_transaction_is_reversed_once unique (reverses);
create index ledger_entries_to_fold on ledger.entries (account_id, transaction_id)
where account_version is null;
drop trigger weigh_folded_entries on ledger.entries;
drop trigger weigh_posted_entries on ledger.entries;
drop function ledger.weigh_entries();
alter table ledger.entries
add constraint ledger_entry_balances_add_up check (balance_before + amount = balance_after),
add constraint ledger_entry_is_folded_wholly check (
  (account_version is null) = (balance_before is null) and (account_version is null) = (balance_after is null)
);
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
grant execute on function ledger.refuse_imbalance() to app_owner;
reset role;
create trigger ledger_transaction_sums_to_zero after insert on ledger.entries
referencing new table as new_rows for each statement execute function ledger.refuse_imbalance();
