-- Posts append to a busy account without touching its row; what they left out is filled in here.
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

comment on function ledger.fold(uuid, integer) is
'Fills in the balance chain of appended entries, in the order of their transactions; posts go on meanwhile. '
'Returns how many entries were folded.';

grant execute on function ledger.fold(uuid, integer) to service;
