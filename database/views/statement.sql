-- migrate:up
set local lock_timeout = '3s';

-- PostgreSQL keeps the rules of a domain ready, but reads every CHECK of a table anew in each statement that touches a
-- row: a quarter of what a post cost. Rules of one column become rules of its domain; those of several are said shorter.
-- (docs/decisions/0016-what-never-changes-is-checked-once.md)
drop view ledger.statement;
drop view ledger.account_balances;
drop trigger only_the_fold_updates on ledger.entries;

create domain ledger.transaction_kind as text
constraint ledger_transaction_kind_is_a_word check (value ~ '^[a-z_]{1,40}$');
create domain ledger.idempotency_key as text
constraint ledger_transaction_key_fits check (length(value) between 1 and 255);
create domain ledger.movement as bigint constraint ledger_entry_moves_something check (value <> 0);
comment on domain ledger.transaction_kind is 'What a transaction is for: a word such as deposit or payout_reversed.';
comment on domain ledger.idempotency_key is 'The same key is the same transaction.';
comment on domain ledger.movement is 'A signed amount of minor units that is not zero.';

alter table ledger.transactions
drop constraint ledger_transaction_kind_is_a_word,
drop constraint ledger_transaction_key_fits,
alter column kind type ledger.transaction_kind,
alter column idempotency_key type ledger.idempotency_key;
alter table ledger.entries
drop constraint ledger_entry_moves_something,
drop constraint ledger_entry_balances_add_up,
drop constraint ledger_entry_is_folded_wholly;
alter table ledger.entries
alter column amount type ledger.movement,
add constraint ledger_entry_balances_add_up check (balance_before + amount = balance_after),
add constraint ledger_entry_is_folded_wholly check (
  (account_version is null) = (balance_before is null) and (account_version is null) = (balance_after is null)
);
create trigger only_the_fold_updates before update on ledger.entries
for each row when (
  old.account_version is not null or new.account_version is null
  or (new.transaction_id, new.account_id, new.amount, new.currency, new.created_at)
  is distinct from (old.transaction_id, old.account_id, old.amount, old.currency, old.created_at)
) execute function app.refuse_change();

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

create view ledger.statement with (security_invoker = true) as
select
  e.account_id,
  e.transaction_id,
  t.kind,
  t.description,
  e.amount,
  e.currency,
  e.created_at,
  coalesce(e.balance_after, (
    a.balance + sum(e.amount) filter (where e.account_version is null)
      over (partition by e.account_id order by e.account_version nulls last, e.transaction_id)
  )::bigint) as balance_after,
  row_number() over (partition by e.account_id order by e.account_version nulls last, e.transaction_id)
    as place
from ledger.entries as e
inner join ledger.accounts as a on e.account_id = a.id
inner join ledger.transactions as t on e.transaction_id = t.id;
comment on view ledger.statement is 'Entries of each account in order, with the balance after each.';
grant select on ledger.statement to admin, service, app_internal;

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

drop view ledger.statement;
drop view ledger.account_balances;
drop trigger only_the_fold_updates on ledger.entries;
alter table ledger.entries
drop constraint ledger_entry_is_folded_wholly,
alter column amount type bigint,
add constraint ledger_entry_moves_something check (amount <> 0),
add constraint ledger_entry_is_folded_wholly
check (num_nonnulls(account_version, balance_before, balance_after) in (0, 3));
alter table ledger.transactions
alter column kind type text,
alter column idempotency_key type text,
add constraint ledger_transaction_kind_is_a_word check (kind ~ '^[a-z_]{1,40}$'),
add constraint ledger_transaction_key_fits check (length(idempotency_key) between 1 and 255);
drop domain ledger.movement;
drop domain ledger.idempotency_key;
drop domain ledger.transaction_kind;
create trigger only_the_fold_updates before update on ledger.entries
for each row when (
  old.account_version is not null or new.account_version is null
  or (new.transaction_id, new.account_id, new.amount, new.currency, new.created_at)
  is distinct from (old.transaction_id, old.account_id, old.amount, old.currency, old.created_at)
) execute function app.refuse_change();

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

create view ledger.statement with (security_invoker = true) as
select
  e.account_id,
  e.transaction_id,
  t.kind,
  t.description,
  e.amount,
  e.currency,
  e.created_at,
  coalesce(e.balance_after, (
    a.balance + sum(e.amount) filter (where e.account_version is null)
      over (partition by e.account_id order by e.account_version nulls last, e.transaction_id)
  )::bigint) as balance_after,
  row_number() over (partition by e.account_id order by e.account_version nulls last, e.transaction_id)
    as place
from ledger.entries as e
inner join ledger.accounts as a on e.account_id = a.id
inner join ledger.transactions as t on e.transaction_id = t.id;
comment on view ledger.statement is 'Entries of each account in order, with the balance after each.';
grant select on ledger.statement to admin, service, app_internal;
