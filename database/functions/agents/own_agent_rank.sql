-- Who has nothing is behind all who have something, together with everybody else who has nothing.
create or replace function app.own_agent_rank(period text, metric text, currency text)
returns table (rank integer, value bigint, since date, until date)
language sql stable security definer set search_path = '' as $$
  select
    case when a.user_id is not null then coalesce(o.rank, b.listed + 1) end, coalesce(o.value, 0), b.since, b.until
  from (
    select count(*)::integer as listed, min(r.since) as since, max(r.until) as until
    from public.agent_rankings as r
    where r.period = own_agent_rank.period and r.metric = own_agent_rank.metric and r.currency = own_agent_rank.currency
  ) as b
  left join public.agent_profiles as a on a.user_id = auth.uid() and a.status <> 'banned'
  left join public.agent_rankings as o on o.agent_user_id = a.user_id
    and o.period = own_agent_rank.period and o.metric = own_agent_rank.metric and o.currency = own_agent_rank.currency
$$;

comment on function app.own_agent_rank(text, text, text) is
'The caller''s rank and figure on last night''s leaderboard, also where they have nothing, and the days that it counts; rank NULL for '
'who is no agent.';

grant execute on function app.own_agent_rank(text, text, text) to authenticated, admin;
