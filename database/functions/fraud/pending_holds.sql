create or replace function app.pending_holds(agent_user_id uuid, escrow_id uuid) returns setof uuid
language sql stable set search_path = '' as $$
  select g.id from public.fraud_groups as g
  where g.status = 'pending' and g.action <> 'flag' and (
    (g.subject_type = 'agent' and g.subject_id = pending_holds.agent_user_id)
    or (g.subject_type = 'escrow' and g.subject_id = pending_holds.escrow_id)
    or (g.subject_type = 'referral' and g.subject_id in (
      select r.referred_user_id from public.escrows as e
      inner join public.brand_profiles as b on b.id = e.brand_id
      inner join public.referrals as r on r.referred_user_id in (e.creator_user_id, b.owner_user_id)
      where e.id = pending_holds.escrow_id and r.agent_user_id = pending_holds.agent_user_id
    ))
  )
$$;

comment on function app.pending_holds(uuid, uuid) is
'Fraud groups for whose decision an agent''s commission (of that escrow, where it has one) waits, or has to.';
