create or replace function app.owes_by_dispute(brand_id uuid, currency text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.open_disputes(owes_by_dispute.brand_id, owes_by_dispute.currency))
    and app.debt_of(owes_by_dispute.brand_id, owes_by_dispute.currency) > 0
$$;

comment on function app.owes_by_dispute(uuid, text) is
'Whether a card dispute is open while its brand is in debt: so long nothing new begins.';
