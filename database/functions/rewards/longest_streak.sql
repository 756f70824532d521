-- Not the run that goes on today: which days there are decides, and not in which order they came.
create or replace function app.longest_streak(
  user_id uuid, trigger_id uuid, version integer, period_key text, another_day text default null
) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(max(r.days), 0) from (
    select count(*) as days from (
      select d.day::date - row_number() over (order by d.day)::integer as run
      from (
        select m.member as day
        from public.reward_counter_members as m
        where m.user_id = longest_streak.user_id and m.trigger_id = longest_streak.trigger_id
          and m.version = longest_streak.version and m.period_key = longest_streak.period_key
        union
        select another_day where another_day is not null
      ) as d
    ) as d
    group by d.run
  ) as r
$$;

comment on function app.longest_streak(uuid, uuid, integer, text, text) is
'The most days one after another that a counter of days has counted, or would have with another day.';
