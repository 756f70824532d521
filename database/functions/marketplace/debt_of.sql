create or replace function app.debt_of(brand_id uuid, currency text) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select -ledger.balance(a.id) from ledger.accounts as a
    where a.owner_id = debt_of.brand_id and a.purpose = 'disputes' and a.currency = debt_of.currency
  ), 0)
$$;

comment on function app.debt_of(uuid, text) is 'What a brand owes for money that was taken back from it, in minor units.';
