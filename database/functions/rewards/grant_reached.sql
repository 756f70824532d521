create or replace function app.grant_reached(user_id uuid, entries jsonb, cause_fact_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  granted integer := 0;
begin
  for due in
    with reached as materialized ( -- or a counter would be looked up for each level
      select t as trigger, e.period, e.award_period, case
        when t.definition ->> 'window' like 'rolling:%' then app.rolling_value(
          grant_reached.user_id, t.id, t.version, e.period, substring(t.definition ->> 'window' from 'rolling:([0-9]+)d')::integer
        )
        else (
          select c.value from public.reward_counters as c
          where c.user_id = grant_reached.user_id and c.trigger_id = t.id and c.version = t.version and c.period_key = e.period
        )
      end as value
      from jsonb_to_recordset(entries) as e (trigger uuid, version integer, period text, award_period text)
      inner join public.reward_triggers as t on t.id = e.trigger and t.version = e.version
    ),
    not_granted as materialized ( -- or achievements would be asked for of each level that was granted long ago
      select r.trigger, r.period, r.award_period, l.level::bigint as level
      from reached as r
      cross join lateral jsonb_array_elements_text(coalesce((r.trigger).definition -> 'levels', '[1]')) as l (level)
      where l.level::bigint <= r.value
        and not exists (
          select from public.reward_awards as a
          where a.trigger_id = (r.trigger).id and a.user_id = grant_reached.user_id and a.level = l.level::bigint
            and a.period_key = r.award_period
        )
    )
    select n.trigger, n.award_period, n.level, ((n.trigger).definition ->> 'per_subject_max')::integer as at_most
    from not_granted as n
    where app.missing_achievements(grant_reached.user_id, n.trigger) = '{}'
    order by (n.trigger).priority, (n.trigger).id, (n.trigger).version, n.period, n.level
  loop
    continue when due.at_most <= (
      select count(*) from public.reward_awards as a
      where a.trigger_id = (due.trigger).id and a.user_id = grant_reached.user_id
    );
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
