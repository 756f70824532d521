-- Written as a whole: who reads meanwhile sees the board of the night before. The span of a period holds the last whole day, so
-- on the first of a month the board still shows the month that ended.
create or replace function app.rank_agents(last_day date) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  ranked integer;
begin
  delete from public.agent_rankings;
  with spans (period, since) as (
    select p.name, date_trunc(p.name, last_day::timestamp)::date from unnest(array['week', 'month', 'quarter', 'year']) as p (name)
    union all
    select 'all', null
  ),
  figures (period, since, metric, currency, agent_user_id, value) as (
    select s.period, s.since, v.metric, '', m.agent_user_id, sum(v.value)
    from spans as s
    inner join public.agent_metrics as m on m.day <= last_day and (s.since is null or m.day >= s.since)
    cross join lateral (
      values ('signups', m.signups), ('deals', m.deals), ('active', case when m.day = last_day then m.active else 0 end)
    ) as v (metric, value)
    group by s.period, s.since, v.metric, m.agent_user_id
    union all
    select s.period, s.since, 'commission', m.currency, m.agent_user_id, sum(m.commission)
    from spans as s
    inner join public.agent_money_metrics as m on m.day <= last_day and (s.since is null or m.day >= s.since)
    group by s.period, s.since, m.currency, m.agent_user_id
  )
  insert into public.agent_rankings (period, metric, currency, agent_user_id, rank, place, value, since, until)
  select
    f.period, f.metric, f.currency, f.agent_user_id,
    rank() over (partition by f.period, f.metric, f.currency order by f.value desc),
    row_number() over (partition by f.period, f.metric, f.currency order by f.value desc, f.agent_user_id),
    f.value, f.since, last_day
  from figures as f
  inner join public.agent_profiles as a on a.user_id = f.agent_user_id and a.status <> 'banned'
  inner join auth.users as u on u.id = f.agent_user_id and u.status = 'active'
  where f.value > 0;
  get diagnostics ranked = row_count;
  return ranked;
end
$$;

comment on function app.rank_agents(date) is
'Writes the leaderboard as it was after that day (UTC) anew, from what was counted of it; how many places. active is the figure of '
'that day, whatever the period.';

grant execute on function app.rank_agents(date) to service;
