create or replace function app.earning_agent(escrow public.escrows, referred_user_id uuid) returns uuid
language sql stable set search_path = '' as $$
  select a.id from app.referring_agent(
    earning_agent.referred_user_id, coalesce((earning_agent.escrow).released_at, now())
  ) as a (id)
  where not app.is_party(a.id, earning_agent.escrow)
$$;

comment on function app.earning_agent(public.escrows, uuid) is
'The agent who earns because this person is a side of held funds, as of their release (now, where they are not released); NULL where '
'nobody brought the person, or the agent is a party to the deal.';
