-- migrate:up
set local lock_timeout = '3s';

-- What 20261121008300 began: a post spends its time on reading the CHECKs of its tables. The balance that must not go
-- below zero gets a column of its own, whose domain says so; the three rules of an entry become one function of its row.
-- (docs/decisions/0016-what-never-changes-is-checked-once.md)
drop view ledger.statement;
drop view ledger.account_balances;

-- 1. A balance that must cover every debit is a holding; the sum of a folded account is not.
create domain ledger.holding as bigint constraint ledger_account_stays_above_zero check (value >= 0);
comment on domain ledger.holding is 'An amount of minor units that cannot go below zero.';
alter table ledger.accounts add column folded_balance bigint not null default 0;
set local role app_internal;
update ledger.accounts set folded_balance = balance, balance = 0
where may_go_negative;
reset role;
alter table ledger.accounts
drop constraint ledger_account_stays_above_zero,
alter column balance type ledger.holding;
create trigger only_what_may_go_negative_is_folded before insert or update of folded_balance on ledger.accounts
for each row when (new.folded_balance <> 0 and not new.may_go_negative) execute function app.refuse_change();
comment on column ledger.accounts.balance is
'Minor units, never below zero; stays 0 for an account that may go negative (see ledger.account_balances).';
comment on column ledger.accounts.folded_balance is
'Minor units as of the last fold of an account that may go negative; 0 for any other.';

-- 2. One rule over a whole row is read faster than two over its columns.
set local role app_internal;
create function ledger.is_unfolded_or_a_step(entry ledger.entries) returns boolean
language plpgsql immutable parallel safe as $$
begin
  if entry.account_version is null then
    return entry.balance_before is null and entry.balance_after is null;
  end if;
  return coalesce(entry.balance_before + entry.amount = entry.balance_after, false);
end
$$;
comment on function ledger.is_unfolded_or_a_step(ledger.entries) is
'An entry waits for its fold, or takes its account from the balance before to the balance after.';
grant execute on function ledger.is_unfolded_or_a_step(ledger.entries) to app_owner;
reset role;
alter table ledger.entries
drop constraint ledger_entry_balances_add_up,
drop constraint ledger_entry_is_folded_wholly,
add constraint ledger_entry_is_unfolded_or_a_step check (ledger.is_unfolded_or_a_step(entries));

-- 3. A counted repetition is the slowest part of a short pattern.
alter domain ledger.transaction_kind drop constraint ledger_transaction_kind_is_a_word;
alter domain ledger.transaction_kind add constraint ledger_transaction_kind_is_a_word
check (value ~ '^[a-z_]+$' and length(value) <= 40);

create view ledger.account_balances with (security_invoker = true) as
select
  a.id,
  a.purpose,
  a.currency,
  a.brand_id,
  a.campaign_id,
  a.user_id,
  (a.balance + a.folded_balance + coalesce(unfolded.amount, 0))::bigint as balance
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
    a.folded_balance + sum(e.amount) filter (where e.account_version is null)
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
  -- at a time by its key, not by a join: joins with an array are planned anew on every call. Plain variables, as an
  -- element of an array is looked up each time that a statement names it.
  if size > 2 or account_ids[1] > account_ids[2] then
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

create or replace function ledger.refuse_imbalance() returns trigger language plpgsql as $$
declare
  broken_id uuid;
begin
  select e.transaction_id into broken_id from new_rows as e
  group by e.transaction_id, e.currency having sum(e.amount) <> 0;
  if found then
    raise exception using
      errcode = 'IM003', constraint = 'ledger_transaction_sums_to_zero',
      message = 'the entries of a transaction must sum to zero per currency',
      detail = jsonb_build_object('transaction_id', broken_id)::text;
  end if;
  return null;
end
$$;

create or replace function ledger.fold(account_id uuid, at_most integer default 10000) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  base record;
  folded integer;
begin
  select a.folded_balance as balance, a.version into base from ledger.accounts as a
  where a.id = fold.account_id and a.may_go_negative for no key update;
  with chained as (
    select
      e.transaction_id, e.amount, base.version + row_number() over chain as version,
      (base.balance + sum(e.amount) over chain)::bigint as balance
    from (
      select e.transaction_id, e.amount from ledger.entries as e
      where e.account_id = fold.account_id and e.account_version is null
      order by e.transaction_id limit at_most
    ) as e
    window chain as (order by e.transaction_id)
  ),
  filled as (
    update ledger.entries as e
    set account_version = c.version, balance_before = c.balance - c.amount, balance_after = c.balance
    from chained as c
    where e.account_id = fold.account_id and e.transaction_id = c.transaction_id
  ),
  moved as (
    update ledger.accounts as a set folded_balance = c.balance, version = c.version, updated_at = now()
    from (select * from chained order by version desc limit 1) as c
    where a.id = fold.account_id
  )
  select count(*) into folded from chained;
  return folded;
end
$$;

create or replace function ledger.balance(account_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select (a.balance + a.folded_balance + case when not a.may_go_negative then 0 else coalesce((
    select sum(e.amount) from ledger.entries as e where e.account_id = a.id and e.account_version is null
  ), 0) end)::bigint
  from ledger.accounts as a where a.id = balance.account_id
$$;

create or replace function ledger.find_broken_books(seed bigint) returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query -- which runs on several processors; a function in SQL does not
  with per_account as (
    select
      e.account_id, e.currency,
      sum(e.amount) filter (where e.account_version is not null) as folded,
      sum(e.amount) filter (where e.account_version is null) as unfolded,
      count(e.account_version) as steps,
      -- What step n leaves must be what step n + 1 finds: in a whole chain all but the two ends cancel out.
      bit_xor(
        hashint8extended(e.balance_before, e.account_version)
        # hashint8extended(e.balance_after, e.account_version + 1)
      ) as chain,
      -- If each transaction's entries sum to zero, so do they times its weight, modulo the prime 2^31 - 1; if not, by a
      -- chance of 2^-30 (R. Freivalds, "Probabilistic machines can use less running time", 1977).
      sum(
        e.amount % 2147483647 * (1 + (uuid_hash_extended(e.transaction_id, seed) & 1073741823))
      ) as weighed,
      sum(uuid_hash(e.transaction_id)) as names
    from ledger.entries as e group by e.account_id, e.currency
  ),
  per_currency as (
    select
      p.currency, sum(coalesce(p.folded, 0) + coalesce(p.unfolded, 0))::bigint as amount,
      (sum(p.weighed) % 2147483647)::bigint as weighed
    from per_account as p group by p.currency
  ),
  named as (select sum(p.names)::bigint as names from per_account as p),
  announced as (
    select sum(uuid_hash(t.id)::bigint * t.entry_count)::bigint as names from ledger.transactions as t
  )
  select 'entries sum to zero per currency', c.currency, 0::bigint, c.amount
  from per_currency as c where c.amount <> 0
  union all
  select 'transactions are whole', c.currency, 0::bigint, c.weighed from per_currency as c where c.weighed <> 0
  union all
  select 'transactions are whole', 'entries', a.names, n.names
  from announced as a cross join named as n where a.names is distinct from n.names
  union all
  select 'balance equals entries', a.id::text, coalesce(p.folded, 0)::bigint, a.balance + a.folded_balance
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.balance + a.folded_balance <> coalesce(p.folded, 0)
  union all
  select 'chain has no gap', a.id::text, a.version, coalesce(p.steps, 0)
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.version <> coalesce(p.steps, 0)
  union all
  select 'each balance follows the one before', a.id::text, step.previous, step.balance_before
  from per_account as p inner join ledger.accounts as a on a.id = p.account_id
  left join lateral ledger.find_broken_step(a.id) as step on true
  where p.chain <> hashint8extended(0, 1) # hashint8extended(a.balance + a.folded_balance, a.version + 1)
  union all
  select 'entry belongs to an account of its currency', p.account_id::text, null::bigint, p.folded::bigint
  from per_account as p left join ledger.accounts as a on a.id = p.account_id and a.currency = p.currency
  where a.id is null
  union all
  select 'account that may not go negative is at or above zero', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where not a.may_go_negative and a.balance < 0;
end
$$;

-- Unfolded earnings are money, too.
create or replace function app.erasure_obstacles(user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with my_brands as (
    select
      m.brand_id,
      exists (
        select from public.brand_memberships as o
        where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active'
      ) as has_others,
      exists (
        select from public.brand_user_roles as r
        inner join public.brand_memberships as o on o.brand_id = r.brand_id and o.user_id = r.user_id
        where r.brand_id = m.brand_id and r.user_id <> m.user_id and r.role = 'brand_admin'
          and o.status = 'active'
      ) as has_another_admin
    from public.brand_memberships as m
    where m.user_id = erasure_obstacles.user_id and m.status = 'active'
  )
  select array_remove(array[
    case when exists (
      select from public.user_roles as r where r.user_id = erasure_obstacles.user_id and r.role = 'admin'
    ) then 'is_admin' end,
    case when exists (
      select from my_brands as b where b.has_others and not b.has_another_admin
    ) then 'last_brand_admin' end,
    case when exists (
      select from my_brands as b inner join public.campaigns as c on c.brand_id = b.brand_id
      where not b.has_others and c.status in ('active', 'paused')
    ) then 'running_campaigns' end,
    case when exists (
      select from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
      where p.creator_user_id = erasure_obstacles.user_id and p.status = 'active'
        and c.status in ('active', 'paused')
    ) then 'open_participations' end,
    case when exists (
      select from ledger.account_balances as a
      where a.balance <> 0 and (
        a.user_id = erasure_obstacles.user_id
        or a.brand_id in (select b.brand_id from my_brands as b where not b.has_others)
      )
    ) then 'unsettled_money' end
  ], null)
$$;
reset role;

-- migrate:down
set local lock_timeout = '3s';
drop view ledger.statement;
drop view ledger.account_balances;
alter domain ledger.transaction_kind drop constraint ledger_transaction_kind_is_a_word;
alter domain ledger.transaction_kind add constraint ledger_transaction_kind_is_a_word
check (value ~ '^[a-z_]{1,40}$');

alter table ledger.entries
drop constraint ledger_entry_is_unfolded_or_a_step,
add constraint ledger_entry_balances_add_up check (balance_before + amount = balance_after),
add constraint ledger_entry_is_folded_wholly check (
  (account_version is null) = (balance_before is null) and (account_version is null) = (balance_after is null)
);
drop function ledger.is_unfolded_or_a_step(ledger.entries);

drop trigger only_what_may_go_negative_is_folded on ledger.accounts;
alter table ledger.accounts alter column balance type bigint;
set local role app_internal;
update ledger.accounts set balance = folded_balance, folded_balance = 0
where may_go_negative;
reset role;
alter table ledger.accounts
drop column folded_balance,
add constraint ledger_account_stays_above_zero check (may_go_negative or balance >= 0);
drop domain ledger.holding;
comment on column ledger.accounts.balance is
'Minor units; for an account that may go negative: as of its last fold (see ledger.account_balances).';

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

create or replace function ledger.fold(account_id uuid, at_most integer default 10000) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  base record;
  folded integer;
begin
  select a.balance, a.version into base from ledger.accounts as a
  where a.id = fold.account_id and a.may_go_negative for no key update;
  with chained as (
    select
      e.transaction_id, e.amount, base.version + row_number() over chain as version,
      (base.balance + sum(e.amount) over chain)::bigint as balance
    from (
      select e.transaction_id, e.amount from ledger.entries as e
      where e.account_id = fold.account_id and e.account_version is null
      order by e.transaction_id limit at_most
    ) as e
    window chain as (order by e.transaction_id)
  ),
  filled as (
    update ledger.entries as e
    set account_version = c.version, balance_before = c.balance - c.amount, balance_after = c.balance
    from chained as c
    where e.account_id = fold.account_id and e.transaction_id = c.transaction_id
  ),
  moved as (
    update ledger.accounts as a set balance = c.balance, version = c.version, updated_at = now()
    from (select * from chained order by version desc limit 1) as c
    where a.id = fold.account_id
  )
  select count(*) into folded from chained;
  return folded;
end
$$;

create or replace function ledger.balance(account_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select (a.balance + case when not a.may_go_negative then 0 else coalesce((
    select sum(e.amount) from ledger.entries as e where e.account_id = a.id and e.account_version is null
  ), 0) end)::bigint
  from ledger.accounts as a where a.id = balance.account_id
$$;

create or replace function ledger.find_broken_books(seed bigint) returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query -- which runs on several processors; a function in SQL does not
  with per_account as (
    select
      e.account_id, e.currency,
      sum(e.amount) filter (where e.account_version is not null) as folded,
      sum(e.amount) filter (where e.account_version is null) as unfolded,
      count(e.account_version) as steps,
      -- What step n leaves must be what step n + 1 finds: in a whole chain all but the two ends cancel out.
      bit_xor(
        hashint8extended(e.balance_before, e.account_version)
        # hashint8extended(e.balance_after, e.account_version + 1)
      ) as chain,
      -- If each transaction's entries sum to zero, so do they times its weight, modulo the prime 2^31 - 1; if not, by a
      -- chance of 2^-30 (R. Freivalds, "Probabilistic machines can use less running time", 1977).
      sum(
        e.amount % 2147483647 * (1 + (uuid_hash_extended(e.transaction_id, seed) & 1073741823))
      ) as weighed,
      sum(uuid_hash(e.transaction_id)) as names
    from ledger.entries as e group by e.account_id, e.currency
  ),
  per_currency as (
    select
      p.currency, sum(coalesce(p.folded, 0) + coalesce(p.unfolded, 0))::bigint as amount,
      (sum(p.weighed) % 2147483647)::bigint as weighed
    from per_account as p group by p.currency
  ),
  named as (select sum(p.names)::bigint as names from per_account as p),
  announced as (
    select sum(uuid_hash(t.id)::bigint * t.entry_count)::bigint as names from ledger.transactions as t
  )
  select 'entries sum to zero per currency', c.currency, 0::bigint, c.amount
  from per_currency as c where c.amount <> 0
  union all
  select 'transactions are whole', c.currency, 0::bigint, c.weighed from per_currency as c where c.weighed <> 0
  union all
  select 'transactions are whole', 'entries', a.names, n.names
  from announced as a cross join named as n where a.names is distinct from n.names
  union all
  select 'balance equals entries', a.id::text, coalesce(p.folded, 0)::bigint, a.balance
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.balance <> coalesce(p.folded, 0)
  union all
  select 'chain has no gap', a.id::text, a.version, coalesce(p.steps, 0)
  from ledger.accounts as a left join per_account as p on p.account_id = a.id
  where a.version <> coalesce(p.steps, 0)
  union all
  select 'each balance follows the one before', a.id::text, step.previous, step.balance_before
  from per_account as p inner join ledger.accounts as a on a.id = p.account_id
  left join lateral ledger.find_broken_step(a.id) as step on true
  where p.chain <> hashint8extended(0, 1) # hashint8extended(a.balance, a.version + 1)
  union all
  select 'entry belongs to an account of its currency', p.account_id::text, null::bigint, p.folded::bigint
  from per_account as p left join ledger.accounts as a on a.id = p.account_id and a.currency = p.currency
  where a.id is null
  union all
  select 'account that may not go negative is at or above zero', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where not a.may_go_negative and a.balance < 0;
end
$$;

create or replace function app.erasure_obstacles(user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with my_brands as (
    select
      m.brand_id,
      exists (
        select from public.brand_memberships as o
        where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active'
      ) as has_others,
      exists (
        select from public.brand_user_roles as r
        inner join public.brand_memberships as o on o.brand_id = r.brand_id and o.user_id = r.user_id
        where r.brand_id = m.brand_id and r.user_id <> m.user_id and r.role = 'brand_admin'
          and o.status = 'active'
      ) as has_another_admin
    from public.brand_memberships as m
    where m.user_id = erasure_obstacles.user_id and m.status = 'active'
  )
  select array_remove(array[
    case when exists (
      select from public.user_roles as r where r.user_id = erasure_obstacles.user_id and r.role = 'admin'
    ) then 'is_admin' end,
    case when exists (
      select from my_brands as b where b.has_others and not b.has_another_admin
    ) then 'last_brand_admin' end,
    case when exists (
      select from my_brands as b inner join public.campaigns as c on c.brand_id = b.brand_id
      where not b.has_others and c.status in ('active', 'paused')
    ) then 'running_campaigns' end,
    case when exists (
      select from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
      where p.creator_user_id = erasure_obstacles.user_id and p.status = 'active'
        and c.status in ('active', 'paused')
    ) then 'open_participations' end,
    case when exists (
      select from ledger.accounts as a
      where a.balance <> 0 and (
        a.user_id = erasure_obstacles.user_id
        or a.brand_id in (select b.brand_id from my_brands as b where not b.has_others)
      )
    ) then 'unsettled_money' end
  ], null)
$$;
reset role;
