-- The one rule of freezes, of disputes and debt as they stand now: whatever happened in which order, and however many overlap.
create or replace function app.escrows_to_hold(brand_id uuid, currency text)
returns table (escrow_id uuid, dispute_id text)
language plpgsql stable security definer set search_path = '' as $$
declare
  owed constant bigint := app.debt_of(brand_id, currency);
begin
  return query
  with disputes as materialized (
    select d.* from app.open_disputes(escrows_to_hold.brand_id, escrows_to_hold.currency) as d
  )
  select s.escrow_id, (
    select d.id from disputes as d where d.deposit_id = coalesce(s.deposit_id, d.deposit_id) order by d.created_at, d.id limit 1
  )
  from app.escrows_at_stake(
    escrows_to_hold.brand_id, escrows_to_hold.currency,
    array(select d.deposit_id from disputes as d where owed > 0 or not d.made_debt),
    case when exists (select from disputes) then owed else 0 end
  ) as s;
end
$$;

comment on function app.escrows_to_hold(uuid, text) is
'What card disputes hold up now, and by which of them: what their payments paid, until they end or the debt that they made is '
'paid; and while the brand is in debt, its other escrows of the currency, newest first, up to the debt.';
