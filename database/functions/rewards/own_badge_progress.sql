-- The counters of today's period, as the engine fills them (app.count_of): of a rolling window all its days, of campaigns the one in
-- which most was done. Where several triggers grant the same, the one that has least to go says how far it is.
create or replace function app.own_badge_progress() returns table (
  achievement_key text, level integer, is_next boolean, value bigint, target bigint, counting_window text, trigger_id uuid, version integer,
  first_period text, last_period text
)
language sql stable security definer set search_path = '' as $$
  with me as materialized (select auth.uid() as id, app.time_zone_of(auth.uid()) as zone),
  asked as (
    select
      m.id as user_id, t as trigger, t.reward ->> 'achievement' as key, coalesce((t.reward ->> 'level')::integer, 1) as level,
      coalesce((t.definition -> 'levels' ->> 0)::bigint, 1) as target, d.of_window,
      case when d.of_window = 'lifetime' then app.award_round(m.id, t) else app.period_key(d.of_window, z.zone, now(), '{}') end as today,
      coalesce(substring(d.of_window from 'rolling:([0-9]+)d')::integer, 1) as days
    from me as m
    cross join public.reward_triggers as t
    inner join public.reward_programs as p on p.id = t.program_id and app.is_counting(p)
    cross join lateral (select coalesce(t.definition ->> 'window', 'lifetime') as of_window) as d
    cross join lateral (select coalesce(nullif(t.definition ->> 'time_zone', 'user'), m.zone) as zone) as z
    where t.status = 'live' and t.reward ->> 'kind' = 'badge'
  ),
  counted as (
    select distinct on (a.key, a.level) a.*, coalesce(c.value, 0) as value, coalesce(c.first_period, a.today) as first_period,
      coalesce(c.last_period, a.today) as last_period
    from asked as a
    left join lateral (
      select
        sum(r.value) as value, case when a.of_window like 'rolling:%' then (a.today::date - a.days + 1)::text else min(r.period_key) end
          as first_period, max(r.period_key) as last_period
      from public.reward_counters as r
      where r.user_id = a.user_id and r.trigger_id = (a.trigger).id and r.version = (a.trigger).version and case
        when a.of_window = 'campaign' then true
        when a.of_window like 'rolling:%' then r.period_key between (a.today::date - a.days + 1)::text and a.today
        else r.period_key = a.today
      end
      group by case when a.of_window = 'campaign' then r.period_key end
      order by sum(r.value) desc, max(r.period_key) desc limit 1
    ) as c on true
    where not exists (
      select from public.user_achievements as u
      where u.user_id = a.user_id and u.achievement_key = a.key and u.level = a.level and u.revoked_at is null
    )
    order by a.key, a.level, a.target - coalesce(c.value, 0), (a.trigger).id
  )
  select
    c.key, c.level, row_number() over (partition by c.key order by c.level) = 1, least(greatest(c.value, 0), 9e18)::bigint, c.target,
    c.of_window, (c.trigger).id, (c.trigger).version, c.first_period, c.last_period
  from counted as c
$$;

comment on function app.own_badge_progress() is
'How far the caller is with each badge that they have not and that a live trigger grants: what was counted in the periods from first to '
'last, and what is asked for. is_next: the lowest level of its achievement.';
