-- migrate:up
set local lock_timeout = '3s';

-- The only ways to write the ledger. Nobody but app_internal may call them: each business operation
-- (app.reserve_budget, app.credit_deposit, ...) is a definer function of its own.
set local role app_internal;

create function ledger.account(
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
comment on function ledger.account(text, text, uuid, uuid, uuid) is
'The account of that purpose, currency and owner; opened when it is first asked for.';

create function ledger.refuse_other_content(
  transaction_id uuid, kind text, account_ids uuid[], amounts bigint[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from ledger.transactions as t
    where t.id = refuse_other_content.transaction_id and t.kind = refuse_other_content.kind
  ) or exists (
    (select e.account_id, e.amount from ledger.entries as e
     where e.transaction_id = refuse_other_content.transaction_id)
    except (select * from unnest(account_ids, amounts))
  ) or (
    select count(*) from ledger.entries as e where e.transaction_id = refuse_other_content.transaction_id
  ) <> cardinality(account_ids) then
    raise exception using
      errcode = 'IM004', message = 'this idempotency key was used for another ledger transaction',
      detail = jsonb_build_object('transaction_id', transaction_id)::text;
  end if;
end
$$;
comment on function ledger.refuse_other_content(uuid, text, uuid[], bigint[]) is
'A repeated idempotency key must mean the same movement; anything else is a programming error.';

create function ledger.post(
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
comment on function ledger.post(text, text, uuid[], bigint[], text, jsonb, uuid) is
'Signed amounts on accounts, once per idempotency key (the same key again returns the same transaction). '
'Raises IM001 where an account is short, IM002 for malformed input, IM004 for a key with another meaning.';

create function ledger.post_transfers(
  kind text, idempotency_keys text[], from_ids uuid[], to_ids uuid[], amounts bigint[]
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  new_ids uuid[];
  new_keys text[];
  written bigint;
  lowest bigint;
begin
  if exists (select from unnest(from_ids, to_ids, amounts) as w (f, t, a) where w.a <= 0 or w.f = w.t) then
    raise exception using
      errcode = 'IM002', message = 'a transfer moves a positive amount between two accounts', detail = '{}';
  end if;

  with made as (
    insert into ledger.transactions as t (kind, idempotency_key, actor_user_id)
    select post_transfers.kind, w.key, auth.uid() from unnest(idempotency_keys) as w (key) order by w.key
    on conflict on constraint ledger_transaction_happens_once do nothing
    returning t.id, t.idempotency_key
  )
  select array_agg(m.id), array_agg(m.idempotency_key) into new_ids, new_keys from made as m;

  perform from ledger.accounts as a
  where a.id = any(from_ids || to_ids) and not a.may_go_negative
  order by a.id for no key update;

  with moves as (
    select m.id as transaction_id, w.place, side.account_id, side.amount
    from unnest(new_ids, new_keys) as m (id, key)
    inner join unnest(idempotency_keys, from_ids, to_ids, amounts) with ordinality
      as w (key, from_id, to_id, amount, place) on w.key = m.key
    cross join lateral (values (w.from_id, -w.amount), (w.to_id, w.amount)) as side (account_id, amount)
  ),
  chained as (
    select
      v.transaction_id, a.id, a.currency, a.may_go_negative, v.amount,
      a.version + row_number() over chain as version, (a.balance + sum(v.amount) over chain)::bigint as balance
    from moves as v inner join ledger.accounts as a on a.id = v.account_id
    window chain as (partition by a.id order by v.place)
  ),
  moved as (
    update ledger.accounts as a set balance = last.balance, version = last.version, updated_at = now()
    from (
      select distinct on (c.id) c.id, c.balance, c.version from chained as c
      where not c.may_go_negative order by c.id, c.version desc
    ) as last
    where a.id = last.id
  ),
  inserted as (
    insert into ledger.entries as e (
      transaction_id, account_id, amount, currency, account_version, balance_before, balance_after, created_at
    )
    select
      c.transaction_id, c.id, c.amount, c.currency,
      case when not c.may_go_negative then c.version end,
      case when not c.may_go_negative then c.balance - c.amount end,
      case when not c.may_go_negative then c.balance end, clock_timestamp()
    from chained as c
    returning e.balance_after
  )
  select count(*), min(i.balance_after) into written, lowest from inserted as i;

  if written <> 2 * coalesce(cardinality(new_ids), 0) then
    raise exception using errcode = 'IM002', message = 'an account is unknown', detail = '{}';
  elsif lowest < 0 then
    raise exception using errcode = 'IM001', message = 'an account is short', detail = '{}';
  end if;
  return coalesce(cardinality(new_ids), 0);
end
$$;
comment on function ledger.post_transfers(text, text[], uuid[], uuid[], bigint[]) is
'Many two-entry transactions in a few statements, all or none; keys known already are skipped. Returns how many '
'were new. Each step of an account''s chain must stay above zero, not only its end.';

create function ledger.reverse(transaction_id uuid, idempotency_key text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  original record;
begin
  select t.kind, array_agg(e.account_id) as account_ids, array_agg(-e.amount) as amounts into original
  from ledger.transactions as t inner join ledger.entries as e on e.transaction_id = t.id
  where t.id = reverse.transaction_id
  group by t.id;
  if not found then
    raise exception using errcode = 'IM002', message = 'no such ledger transaction', detail = '{}';
  end if;
  return ledger.post(
    'reversal', coalesce(reverse.idempotency_key, 'reverse:' || reverse.transaction_id),
    original.account_ids, original.amounts, 'Reversal of ' || original.kind, '{}', reverse.transaction_id
  );
end
$$;
comment on function ledger.reverse(uuid, text) is
'The opposite of a transaction, once: a second reversal under another key violates '
'ledger_transaction_is_reversed_once.';

create function ledger.fold(account_id uuid, at_most integer default 10000) returns integer
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
comment on function ledger.fold(uuid, integer) is
'Fills in the balance chain of appended entries, in the order of their transactions; posts go on meanwhile. '
'Returns how many entries were folded.';

create function ledger.balance(account_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select (a.balance + case when not a.may_go_negative then 0 else coalesce((
    select sum(e.amount) from ledger.entries as e where e.account_id = a.id and e.account_version is null
  ), 0) end)::bigint
  from ledger.accounts as a where a.id = balance.account_id
$$;
comment on function ledger.balance(uuid) is 'What an account holds now, unfolded entries included.';

create function ledger.balance_at(account_id uuid, moment timestamptz) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(e.amount), 0)::bigint from ledger.entries as e
  where e.account_id = balance_at.account_id and e.created_at <= balance_at.moment
$$;
comment on function ledger.balance_at(uuid, timestamptz) is 'What an account held at a moment.';

grant execute on function ledger.fold(uuid, integer) to service;
grant execute on function ledger.balance(uuid), ledger.balance_at(uuid, timestamptz) to admin, service;
reset role;

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

-- migrate:down
set local lock_timeout = '3s';
drop view ledger.statement;
drop view ledger.account_balances;
set local role app_internal;
drop function ledger.balance_at(uuid, timestamptz);
drop function ledger.balance(uuid);
drop function ledger.fold(uuid, integer);
drop function ledger.reverse(uuid, text);
drop function ledger.post_transfers(text, text[], uuid[], uuid[], bigint[]);
drop function ledger.post(text, text, uuid[], bigint[], text, jsonb, uuid);
drop function ledger.refuse_other_content(uuid, text, uuid[], bigint[]);
drop function ledger.account(text, text, uuid, uuid, uuid);
reset role;
