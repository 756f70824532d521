-- By month, and in it by a random id: neither the order nor a cursor tells the day. Of a deal both of whose sides an agent
-- brought, each side stands for half of the one commission.
create or replace function app.list_referrals(
  agent_user_id uuid, of_status text, before_month date, before_id uuid, at_most integer
) returns table (
  id uuid, name text, role text, joined_month text, status text, commissions jsonb, month date
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if list_referrals.agent_user_id is distinct from auth.uid() and not auth.is_privileged()
    or not exists (select from public.agent_profiles as a where a.user_id = list_referrals.agent_user_id)
  then
    raise exception using errcode = 'IG003', message = 'no such agent', detail = '{}';
  end if;
  return query
  select r.id, person.name, person.role, person.joined_month, r.status,
    app.commissions_from(r.agent_user_id, r.referred_user_id), r.month
  from public.referrals as r
  cross join lateral app.referred_person(r.referred_user_id) as person
  where r.agent_user_id = list_referrals.agent_user_id
    and (of_status is null or r.status = of_status)
    and (before_month is null or (r.month, r.id) < (before_month, before_id))
  order by r.month desc, r.id desc
  limit least(at_most, 101);
end
$$;

comment on function app.list_referrals(uuid, text, date, uuid, integer) is
'Whom an agent has brought, for the agent and administrators: a name, a role, the month of joining, and what the agent earned by '
'them per currency ([{currency, amount}], minor units). Raises IG003.';

grant execute on function app.list_referrals(uuid, text, date, uuid, integer) to authenticated, admin;
