-- A deal whose two sides one agent brought is one deal. What is taken back later counts on the day on which it is.
create or replace function app.count_agent_money_metrics(first_day date, last_day date) returns integer
language sql security definer set search_path = '' as $$
  with span as materialized (
    select first_day::timestamp at time zone 'UTC' as since, (last_day + 1)::timestamp at time zone 'UTC' as until
  ),
  figures (agent_user_id, day, currency, gmv, commission) as (
    select d.agent_user_id, (d.released_at at time zone 'UTC')::date, d.currency, sum(d.amount), 0
    from span as s
    cross join lateral (
      select distinct e.agent_user_id, e.escrow_id, e.released_at, e.currency, e.amount
      from app.deals_of_agents(s.since, s.until) as e
    ) as d
    group by 1, 2, 3
    union all
    select c.agent_user_id, (c.created_at at time zone 'UTC')::date, c.currency, 0, sum(c.amount)
    from span as s inner join public.commissions as c
      on c.created_at >= s.since and c.created_at < s.until and c.kind in ('earned', 'reversal')
    group by 1, 2, 3
  ),
  counted as materialized (
    select f.agent_user_id, f.day, f.currency, sum(f.gmv)::bigint as gmv, sum(f.commission)::bigint as commission
    from figures as f group by f.agent_user_id, f.day, f.currency
  ),
  gone as (
    delete from public.agent_money_metrics as m
    where m.day between first_day and last_day and not exists (
      select from counted as c
      where c.agent_user_id = m.agent_user_id and c.day = m.day and c.currency = m.currency
    )
    returning 1
  ),
  written as (
    insert into public.agent_money_metrics as m (agent_user_id, day, currency, gmv, commission)
    select c.agent_user_id, c.day, c.currency, c.gmv, c.commission from counted as c
    on conflict on constraint agent_money_metrics_pkey do update
    set gmv = excluded.gmv, commission = excluded.commission
    where (m.gmv, m.commission) <> (excluded.gmv, excluded.commission)
    returning 1
  )
  select (select count(*) from gone)::integer + (select count(*) from written)::integer
$$;

comment on function app.count_agent_money_metrics(date, date) is
'Counts the money of days (UTC, both ends included) of every agent anew, in minor units; how many rows changed.';

grant execute on function app.count_agent_money_metrics(date, date) to service;
