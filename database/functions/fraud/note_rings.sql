create or replace function app.note_rings() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  depth constant integer := app.fraud_config('ring') ->> 'depth';
  ring record;
  found_rings integer := 0;
begin
  for ring in select r.* from app.fraud_rings(depth) as r loop
    perform app.note_fraud(
      'ring', 'agent', ring.agent_user_id, jsonb_build_object('members', ring.members, 'edges', ring.kinds)
    );
    found_rings := found_rings + 1;
  end loop;
  return found_rings;
end
$$;

comment on function app.note_rings() is
'Rule ring, for all agents: how many rings there are, each counted for each agent in it; noted is what is new. None where the rule is off.';

grant execute on function app.note_rings() to service;
