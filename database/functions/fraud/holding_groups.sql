-- Locked against their decision: what is held under one of them is seen by whoever decides it.
create or replace function app.holding_groups(agent_user_id uuid, escrow_id uuid default null) returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  return query
  select g.id from public.fraud_groups as g
  where g.status = 'pending' and g.id in (
    select p.id from app.pending_holds(holding_groups.agent_user_id, holding_groups.escrow_id) as p (id)
  )
  order by g.id for share of g;
end
$$;

comment on function app.holding_groups(uuid, uuid) is
'Fraud groups for whose decision an agent''s new commission (of that escrow, where it has one) waits; locked until the end of the transaction.';
