-- The only ways to write the ledger are post, post_nonzero, post_transfers, reverse and fold. Nobody but app_internal
-- may call what moves money: each business operation (app.reserve_budget, app.credit_deposit, ...) is a definer
-- function of its own.
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
  purpose text;
  holder uuid;
  new_version bigint;
  new_balance bigint;
  entries ledger.entries[];
  filled uuid[];
begin
  if (size >= 2 and size = cardinality(amounts)) is not true then
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
    returning a.currency, a.purpose, a.owner_id, a.version, a.balance
    into currency, purpose, holder, new_version, new_balance;
    if not found then -- its balance and its place in the chain are filled in by ledger.fold
      select a.currency, null::bigint, null::bigint into currency, new_version, new_balance
      from ledger.accounts as a where a.id = account_id and a.may_go_negative;
      if not found then
        perform ledger.refuse_move(account_id, amount);
      end if;
    elsif amount > 0 and purpose = 'brand_available' and post.kind <> 'debt' and exists (
      select from ledger.accounts as d where d.owner_id = holder and d.purpose = 'disputes'
    ) then -- of nearly no brand was anything ever taken back: most posts end here
      filled := filled || account_id;
    end if;
    entries[place] := row(
      new_id, account_id, amount, currency, new_version, new_balance - amount, new_balance, clock_timestamp()
    )::ledger.entries; -- without the cast the row would be written out as text and read again
  end loop;
  insert into ledger.entries select e.* from unnest(entries) as e;
  if filled is not null then
    perform app.settle_debt(f.id, new_id) from unnest(filled) as f (id);
  end if;
  return new_id;
end
$$;

comment on function ledger.post(text, text, uuid[], bigint[], text, jsonb, uuid) is
'Signed amounts on accounts, once per idempotency key (the same key again returns the same transaction). What a brand '
'receives pays its debt first (app.settle_debt). '
'Raises IM001 where an account is short, IM002 for malformed input, IM004 for a key with another meaning.';
