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

comment on function app.fold_ledger(integer) is
'Folds every account that is appended to, at most so many entries each.';

grant execute on function app.fold_ledger(integer) to service;
