create or replace function app.grant_reached(user_id uuid, entries jsonb, cause_fact_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  granted integer := 0;
begin
  for due in
    select t as trigger, e.award_period, l.level::bigint as level, (t.definition ->> 'per_subject_max')::integer as at_most
    from jsonb_to_recordset(entries) as e (trigger uuid, version integer, period text, award_period text)
    inner join public.reward_triggers as t on t.id = e.trigger and t.version = e.version
    cross join lateral (
      select case when t.definition ->> 'window' like 'rolling:%' then app.rolling_value(
        grant_reached.user_id, t.id, t.version, e.period, substring(t.definition ->> 'window' from 'rolling:([0-9]+)d')::integer
      ) else (
        select c.value from public.reward_counters as c
        where c.user_id = grant_reached.user_id and c.trigger_id = t.id and c.version = t.version and c.period_key = e.period
      ) end as value
    ) as reached
    cross join lateral jsonb_array_elements_text(coalesce(t.definition -> 'levels', '[1]')) as l (level)
    where l.level::bigint <= reached.value
      and not exists (
        select from public.reward_awards as a
        where a.trigger_id = t.id and a.user_id = grant_reached.user_id and a.level = l.level::bigint
          and a.period_key = e.award_period
      )
      and app.missing_achievements(grant_reached.user_id, t) = '{}'
    order by t.priority, t.id, t.version, e.period, l.level::bigint
  loop
    if due.at_most <= (
      select count(*) from public.reward_awards as a
      where a.trigger_id = (due.trigger).id and a.user_id = grant_reached.user_id
    ) then
      continue;
    end if;
    if app.grant_award(due.trigger, user_id, due.level, due.award_period, cause_fact_id, now()) is not null then
      granted := granted + 1;
    end if;
  end loop;
  return granted;
end
$$;

comment on function app.grant_reached(uuid, jsonb, uuid) is
'Grants what the counters of the entries (app.count_of) have reached and was not granted before, in the order of the triggers; how many '
'awards. What requires an achievement that the person has not waits (app.grant_waiting).';
