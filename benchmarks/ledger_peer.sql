-- A two-account ledger in the style of pgledger, to measure beside: text ids with a prefix, numeric amounts, every
-- account locked and updated, a transfer row, two entries with balances and version, foreign keys everywhere.
create schema peer;

create table peer.accounts (
  id text primary key default 'acct_' || uuidv7(),
  currency text not null,
  balance numeric not null default 0,
  version bigint not null default 0,
  may_go_negative boolean not null,
  updated_at timestamptz not null default now()
);

create table peer.transfers (
  id text primary key default 'tran_' || uuidv7(),
  from_id text not null references peer.accounts (id),
  to_id text not null references peer.accounts (id),
  amount numeric not null check (amount > 0 and from_id <> to_id),
  created_at timestamptz not null default now()
);
create index on peer.transfers (from_id);
create index on peer.transfers (to_id);

create table peer.entries (
  id text primary key default 'entr_' || uuidv7(),
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

create function peer.transfer(source text, target text, moved numeric) returns text
language plpgsql as $$
declare
  locked text;
  giver peer.accounts;
  taker peer.accounts;
  new_id text;
begin
  foreach locked in array array[least(source, target), greatest(source, target)] loop
    perform from peer.accounts as a where a.id = locked for update;
  end loop;
  update peer.accounts as a set balance = a.balance - moved, version = a.version + 1, updated_at = now()
  where a.id = source returning a.* into giver;
  if giver.balance < 0 and not giver.may_go_negative then
    raise exception 'short';
  end if;
  update peer.accounts as a set balance = a.balance + moved, version = a.version + 1, updated_at = now()
  where a.id = target returning a.* into taker;
  if giver.currency <> taker.currency then
    raise exception 'currencies differ';
  end if;
  insert into peer.transfers as t (from_id, to_id, amount) values (source, target, moved) returning t.id into new_id;
  insert into peer.entries (account_id, transfer_id, amount, balance_before, balance_after, account_version)
  values (source, new_id, -moved, giver.balance + moved, giver.balance, giver.version);
  insert into peer.entries (account_id, transfer_id, amount, balance_before, balance_after, account_version)
  values (target, new_id, moved, taker.balance - moved, taker.balance, taker.version);
  return new_id;
end
$$;
