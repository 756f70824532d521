-- Locked against their decision: what is held under one of them is seen by whoever decides it.
create or replace function app.holding_groups(agent_user_id uuid, escrow_id uuid default null) returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  return query
  select g.id from public.fraud_groups as g
  where g.status = 'pending' and g.action <> 'flag' and (
    (g.subject_type = 'agent' and g.subject_id = holding_groups.agent_user_id)
    or (g.subject_type = 'escrow' and g.subject_id = holding_groups.escrow_id)
    or (g.subject_type = 'referral' and g.subject_id in (
      select r.referred_user_id from public.escrows as e
      inner join public.brand_profiles as b on b.id = e.brand_id
      inner join public.referrals as r on r.referred_user_id in (e.creator_user_id, b.owner_user_id)
      where e.id = holding_groups.escrow_id and r.agent_user_id = holding_groups.agent_user_id
    ))
  )
  order by g.id for share of g;
end
$$;

comment on function app.holding_groups(uuid, uuid) is
'Fraud groups for whose decision an agent''s new commission (of that escrow, where it has one) waits; locked until the end of the transaction.';
