-- What somebody has moved meanwhile is not due any more, and is left out.
create or replace function app.lock_due_escrows(escrow_ids uuid[], as_of timestamptz) returns setof public.escrows
language sql security definer set search_path = '' as $$
  select e.* from app.lock_escrows(escrow_ids) as e where e.deadline_at <= as_of
$$;

comment on function app.lock_due_escrows(uuid[], timestamptz) is
'Those of the escrows of which something is due, locked behind their gigs, slots and deals.';
