create or replace function app.fraud_agents(subject_type text, subject_id uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select a.user_id from public.agent_profiles as a
  where fraud_agents.subject_type = 'agent' and a.user_id = fraud_agents.subject_id
  union
  select r.agent_user_id from public.referrals as r
  where fraud_agents.subject_type = 'referral' and r.referred_user_id = fraud_agents.subject_id
  union
  select c.agent_user_id from public.commissions as c
  where fraud_agents.subject_type = 'escrow' and c.escrow_id = fraud_agents.subject_id
  order by 1
$$;

comment on function app.fraud_agents(text, uuid) is
'Whose commissions a fraud group is about: the agent, the agent who brought that person, those who share the fee of that escrow.';
