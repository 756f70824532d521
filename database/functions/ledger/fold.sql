-- migrate:up
set local lock_timeout = '3s';

-- The balance that must not go below zero and the sum of a folded account are two things. Each has a column of its own now,
-- and a domain says the rule: PostgreSQL reads a CHECK anew in every statement.
-- (docs/decisions/0016-what-never-changes-is-checked-once.md)
drop view ledger.statement;
drop view ledger.account_balances;
alter table ledger.accounts add column folded_balance bigint not null default 0;
set local role app_internal;
update ledger.accounts set folded_balance = balance, balance = 0
where may_go_negative;
reset role;
create domain ledger.holding as bigint constraint ledger_account_stays_above_zero check (value >= 0);
comment on domain ledger.holding is 'An amount of minor units that cannot go below zero.';
alter table ledger.accounts
drop constraint ledger_account_stays_above_zero,
alter column balance type ledger.holding;
create trigger only_what_may_go_negative_is_folded after insert or update of folded_balance on ledger.accounts
for each row when (new.folded_balance <> 0 and not new.may_go_negative) execute function app.refuse_change();
comment on column ledger.accounts.balance is
'Minor units, never below zero; stays 0 for an account that may go negative (see ledger.account_balances).';
comment on column ledger.accounts.folded_balance is
'Minor units as of the last fold of an account that may go negative; 0 for any other.';

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
      limit at_most -- in the order of the index, which is about that of time
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
      count(*) filter (where case
        when e.account_version is null then num_nonnulls(e.balance_before, e.balance_after) > 0
        else (e.balance_before + e.amount = e.balance_after) is not true
      end) as missteps,
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
  select 'each entry leads from the balance before to the balance after', p.account_id::text, 0::bigint, p.missteps
  from per_account as p where p.missteps > 0
  union all
  select 'entry belongs to an account of its currency', p.account_id::text, null::bigint, p.folded::bigint
  from per_account as p left join ledger.accounts as a on a.id = p.account_id and a.currency = p.currency
  where a.id is null
  union all
  select 'account that may not go negative is at or above zero', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where not a.may_go_negative and a.balance < 0
  union all
  select 'account is kept under its owner', a.id::text, null::bigint, null::bigint
  from ledger.accounts as a where a.owner_id <> ledger.owner_of(a.brand_id, a.user_id, a.campaign_id)
  union all
  select 'purpose says what may go negative', a.id::text, null::bigint, a.balance
  from ledger.accounts as a where a.may_go_negative <> ledger.may_go_negative(a.purpose)
  union all
  select 'only what may go negative is folded', a.id::text, 0::bigint, a.folded_balance
  from ledger.accounts as a where a.folded_balance <> 0 and not a.may_go_negative
  union all
  select 'what is folded holds nothing else', a.id::text, 0::bigint, a.balance
  from ledger.accounts as a where a.balance <> 0 and a.may_go_negative;
end
$$;

-- Each call of ledger.fold locks its account, whether it has anything to fold or not.
create or replace function app.fold_ledger(at_most integer) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  account_id uuid;
  folded bigint := 0;
begin
  for account_id in
    select a.id from ledger.accounts as a
    where a.may_go_negative
      and exists (select from ledger.entries as e where e.account_id = a.id and e.account_version is null)
    order by a.id
  loop
    folded := folded + ledger.fold(account_id, at_most);
  end loop;
  return folded;
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
  ),
  my_accounts as (
    select a.id from ledger.accounts as a where a.user_id = erasure_obstacles.user_id
    union all
    select a.id from my_brands as b inner join ledger.accounts as a on a.brand_id = b.brand_id
    where not b.has_others
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
      select from my_accounts as a where ledger.balance(a.id) <> 0
    ) then 'unsettled_money' end
  ], null)
$$;
reset role;

-- migrate:down
set local lock_timeout = '3s';
drop view ledger.statement;
drop view ledger.account_balances;
drop trigger only_what_may_go_negative_is_folded on ledger.accounts;
alter table ledger.accounts alter column balance type bigint;
set local role app_internal;
update ledger.accounts set balance = folded_balance
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

create or replace function app.fold_ledger(at_most integer) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  account_id uuid;
  folded bigint := 0;
begin
  for account_id in select a.id from ledger.accounts as a where a.may_go_negative order by a.id loop
    folded := folded + ledger.fold(account_id, at_most);
  end loop;
  return folded;
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
