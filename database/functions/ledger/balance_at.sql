-- From the entries alone: a witness that does not depend on what the accounts say.
create or replace function ledger.balance_at(account_id uuid, moment timestamptz) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(e.amount), 0)::bigint from ledger.entries as e
  where e.account_id = balance_at.account_id and e.created_at <= balance_at.moment
$$;

comment on function ledger.balance_at(uuid, timestamptz) is 'What an account held at a moment.';

grant execute on function ledger.balance_at(uuid, timestamptz) to admin, service;
