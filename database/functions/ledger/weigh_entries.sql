-- owner: app_owner
-- Entries come in whole transactions, one statement each, which is when they are weighed; not row by row at COMMIT. In
-- one loop, without a GROUP BY and without CHECKs that are read anew in each statement: a post spends its time on what
-- surrounds it. (docs/decisions/0016-what-never-changes-is-checked-once.md)
create or replace function ledger.weigh_entries() returns trigger language plpgsql as $$
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

create or replace trigger weigh_posted_entries after insert on ledger.entries
referencing new table as new_rows for each statement execute function ledger.weigh_entries();

create or replace trigger weigh_folded_entries after update on ledger.entries
referencing new table as new_rows for each statement execute function ledger.weigh_entries();
