-- Currencies do not compare: most used is the one with the most days on which something was earned.
create or replace function app.leaderboard_currency() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (
      select m.currency from public.agent_money_metrics as m
      where m.agent_user_id = auth.uid() and m.commission <> 0
      group by m.currency order by count(*) desc, m.currency limit 1
    ),
    (
      select r.currency from public.agent_rankings as r where r.period = 'all' and r.metric = 'commission'
      group by r.currency order by count(*) desc, r.currency limit 1
    ),
    'usd'
  )
$$;

comment on function app.leaderboard_currency() is
'In which currency the caller earned most often, else in which most agents did; usd while nobody has.';

grant execute on function app.leaderboard_currency() to authenticated, admin;
