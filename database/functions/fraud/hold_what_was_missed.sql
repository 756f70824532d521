-- A group that opens while a commission is booked elsewhere sees it no more than it is seen: a moment later both are there.
-- app.make_payouts looks anew, so none of it is paid meanwhile. The agent's row is not locked for it: whoever is brought, invited
-- or imported refers to that row, and two releases that both find something would wait for each other.
create or replace function app.hold_what_was_missed() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  missed record;
  held integer := 0;
begin
  for missed in
    select a.id as agent_user_id, g.id as group_id
    from public.fraud_groups as g
    cross join lateral app.fraud_agents(g.subject_type, g.subject_id) as a (id)
    where g.status = 'pending' and g.action <> 'flag'
    order by g.id, a.id
  loop
    held := held + app.hold_commissions(missed.agent_user_id, missed.group_id);
  end loop;
  return held;
end
$$;

comment on function app.hold_what_was_missed() is
'Holds commissions that were booked at the very moment in which a fraud group opened; how many.';

grant execute on function app.hold_what_was_missed() to service;
