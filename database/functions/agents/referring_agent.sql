-- The source looks agents up when a deal is paid, not when it begins.
create or replace function app.referring_agent(user_id uuid, moment timestamptz) returns uuid
language sql stable security definer set search_path = '' as $$
  select r.agent_user_id
  from public.referrals as r
  inner join public.agent_profiles as a on a.user_id = r.agent_user_id and a.status <> 'banned'
  inner join auth.users as u on u.id = r.agent_user_id and u.status = 'active'
  inner join auth.users as p on p.id = r.referred_user_id
  cross join lateral (
    select coalesce(
      a.commission_months_override, (app.setting('commission_months') #>> '{}')::integer
    ) as count
  ) as months
  where r.referred_user_id = referring_agent.user_id and r.status = 'active'
    and (months.count = 0 or referring_agent.moment < p.created_at + make_interval(months => months.count))
$$;

comment on function app.referring_agent(uuid, timestamptz) is
'The agent who earns at that moment from deals of this person; NULL where nobody brought them, the agent is banned, or their time is over.';
