-- One statement over all agents: what is not there any more goes, what is the same stays as it is.
create or replace function app.count_agent_metrics(first_day date, last_day date) returns integer
language sql security definer set search_path = '' as $$
  with span as materialized (
    select first_day::timestamp at time zone 'UTC' as since, (last_day + 1)::timestamp at time zone 'UTC' as until
  ),
  deals as materialized (
    select d.agent_user_id, d.referred_user_id, d.escrow_id, (d.released_at at time zone 'UTC')::date as day
    from span as s cross join lateral app.deals_of_agents(s.since - interval '89 days', s.until) as d
  ),
  figures (agent_user_id, day, clicks, signups, active, deals) as (
    select t.agent_user_id, (t.at at time zone 'UTC')::date, count(*), 0, 0, 0
    from span as s inner join public.referral_touches as t
      on t.at >= s.since and t.at < s.until and t.kind in ('click', 'deep_link')
    group by 1, 2
    union all
    select r.agent_user_id, (r.attributed_at at time zone 'UTC')::date, 0, count(*), 0, 0
    from span as s inner join public.referrals as r
      on r.attributed_at >= s.since and r.attributed_at < s.until and r.status <> 'rejected'
    group by 1, 2
    union all
    select d.agent_user_id, first_day + n.n, 0, 0, count(distinct d.referred_user_id), 0
    from generate_series(0, last_day - first_day) as n (n)
    inner join deals as d on d.day between first_day + n.n - 89 and first_day + n.n
    group by 1, 2
    union all
    select d.agent_user_id, d.day, 0, 0, 0, count(distinct d.escrow_id) from deals as d where d.day >= first_day
    group by 1, 2
  ),
  counted as materialized (
    select f.agent_user_id, f.day, sum(f.clicks)::integer as clicks, sum(f.signups)::integer as signups,
      sum(f.active)::integer as active, sum(f.deals)::integer as deals
    from figures as f
    -- Touches keep no foreign key.
    inner join public.agent_profiles as a on a.user_id = f.agent_user_id
    group by f.agent_user_id, f.day
  ),
  gone as (
    delete from public.agent_metrics as m
    where m.day between first_day and last_day
      and not exists (select from counted as c where c.agent_user_id = m.agent_user_id and c.day = m.day)
    returning 1
  ),
  written as (
    insert into public.agent_metrics as m (agent_user_id, day, clicks, signups, active, deals)
    select c.agent_user_id, c.day, c.clicks, c.signups, c.active, c.deals from counted as c
    on conflict on constraint agent_metrics_pkey do update
    set clicks = excluded.clicks, signups = excluded.signups, active = excluded.active, deals = excluded.deals
    where (m.clicks, m.signups, m.active, m.deals)
      <> (excluded.clicks, excluded.signups, excluded.active, excluded.deals)
    returning 1
  )
  select (select count(*) from gone)::integer + (select count(*) from written)::integer
$$;

comment on function app.count_agent_metrics(date, date) is
'Counts days (UTC, both ends included) of every agent anew; how many rows changed. A day without anything has no row.';

grant execute on function app.count_agent_metrics(date, date) to service;
