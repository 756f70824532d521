-- A two-account ledger in the style of pgledger (github.com/pgr0ss/pgledger), to measure beside. Its ways, written
-- anew: ids are prefixed ULIDs made of a UUIDv7 that is asked for by name (older servers have none), amounts are
-- numeric, every account is locked in id order and updated, its limits are looked at by a function, a transfer and
-- two entries with balances and version are inserted, foreign keys everywhere, one call takes many requests.
create schema peer;

create function peer.uuid() returns uuid language plpgsql as $$
declare
  made uuid;
begin
  if exists (select from pg_catalog.pg_proc where proname = 'uuidv7') then
    execute 'select uuidv7()' into made;
  end if;
  return made;
end
$$;

create function peer.ulid(id uuid) returns text language plpgsql immutable as $$
declare
  bits constant bit(130) := b'00' || ('x' || replace(id::text, '-', ''))::bit(128);
  digits text := '';
begin
  for place in 0..25 loop
    digits := digits || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + substring(bits, place * 5 + 1, 5)::int, 1);
  end loop;
  return digits;
end
$$;

create function peer.new_id(prefix text) returns text language sql volatile as $$
  select prefix || '_' || peer.ulid(peer.uuid())
$$;

create table peer.accounts (
  id text primary key default peer.new_id('acct'),
  currency text not null,
  balance numeric not null default 0,
  version bigint not null default 0,
  may_go_negative boolean not null,
  may_go_positive boolean not null default true,
  metadata jsonb,
  updated_at timestamptz not null default now()
);

create table peer.transfers (
  id text primary key default peer.new_id('tran'),
  from_id text not null references peer.accounts (id),
  to_id text not null references peer.accounts (id),
  amount numeric not null check (amount > 0 and from_id <> to_id),
  created_at timestamptz not null default now(),
  event_at timestamptz not null,
  metadata jsonb
);
create index on peer.transfers (from_id);
create index on peer.transfers (to_id);
create index on peer.transfers (event_at);

create table peer.entries (
  id text primary key default peer.new_id('entr'),
  account_id text not null references peer.accounts (id),
  transfer_id text not null references peer.transfers (id),
  amount numeric not null,
  balance_before numeric not null,
  balance_after numeric not null,
  account_version bigint not null,
  created_at timestamptz not null default now()
);
create index on peer.entries (account_id);
create index on peer.entries (transfer_id);

create type peer.request as (source text, target text, amount numeric);

create function peer.check_limits(account peer.accounts) returns void language plpgsql as $$
begin
  if account.balance < 0 and not account.may_go_negative then
    raise exception '% is short', account.id;
  end if;
  if account.balance > 0 and not account.may_go_positive then
    raise exception '% is full', account.id;
  end if;
end
$$;

create function peer.move(request peer.request) returns text language plpgsql as $$
declare
  giver peer.accounts;
  taker peer.accounts;
  new_id text;
begin
  update peer.accounts as a
  set balance = a.balance - request.amount, version = a.version + 1, updated_at = now()
  where a.id = request.source returning a.* into giver;
  perform peer.check_limits(giver);
  update peer.accounts as a
  set balance = a.balance + request.amount, version = a.version + 1, updated_at = now()
  where a.id = request.target returning a.* into taker;
  perform peer.check_limits(taker);
  if giver.currency <> taker.currency then
    raise exception 'currencies differ';
  end if;
  insert into peer.transfers as t (from_id, to_id, amount, event_at)
  values (request.source, request.target, request.amount, now()) returning t.id into new_id;
  insert into peer.entries (account_id, transfer_id, amount, balance_before, balance_after, account_version)
  values (
    request.source, new_id, -request.amount, giver.balance + request.amount, giver.balance, giver.version
  );
  insert into peer.entries (account_id, transfer_id, amount, balance_before, balance_after, account_version)
  values (
    request.target, new_id, request.amount, taker.balance - request.amount, taker.balance, taker.version
  );
  return new_id;
end
$$;

create function peer.transfer_all(requests peer.request[]) returns setof peer.transfers language plpgsql as $$
declare
  request peer.request;
  locked text;
  new_ids text[] := '{}';
begin
  for locked in
    select distinct side.id from unnest(requests) as r
    cross join lateral (values (r.source), (r.target)) as side (id) order by side.id
  loop
    perform from peer.accounts as a where a.id = locked for update;
  end loop;
  foreach request in array requests loop
    new_ids := new_ids || peer.move(request);
  end loop;
  return query select t.* from peer.transfers as t where t.id = any(new_ids) order by t.id;
end
$$;

create function peer.transfer(source text, target text, amount numeric) returns setof peer.transfers
language plpgsql as $$
begin
  return query select * from peer.transfer_all(array[(source, target, amount)::peer.request]);
end
$$;
