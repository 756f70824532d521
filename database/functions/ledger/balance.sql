-- The row of an account that may go negative is behind until its next fold.
create or replace function ledger.balance(account_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select (a.balance + a.folded_balance + case when not a.may_go_negative then 0 else coalesce((
    select sum(e.amount) from ledger.entries as e where e.account_id = a.id and e.account_version is null
  ), 0) end)::bigint
  from ledger.accounts as a where a.id = balance.account_id
$$;

comment on function ledger.balance(uuid) is 'What an account holds now, unfolded entries included.';

grant execute on function ledger.balance(uuid) to admin, service;
