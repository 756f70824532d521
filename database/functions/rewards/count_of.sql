-- One place that says whether and how a fact counts: for the engine, for a test with a pasted fact, for a dry run. What needs no table
-- is asked in expressions that are not planned, for a hundred triggers ask it of each fact; tables are read by those that name them.
create or replace function app.count_of(fact public.reward_facts, trigger public.reward_triggers, zone text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  said constant jsonb := trigger.definition;
  what constant text := coalesce(said #>> '{count,what}', 'events');
  of_window constant text := coalesce(said ->> 'window', 'lifetime');
  here constant text := coalesce(nullif(said ->> 'time_zone', 'user'), zone);
  found constant jsonb := fact.data -> (said #>> '{count,field}');
  period text;
  award_period text;
  why text;
begin
  period := app.period_key(of_window, here, fact.at, fact.data);
  why := case
    when fact.type <> trigger.fact_type then 'type'
    when fact.depth > 3 then 'depth'
    when said ->> 'who' <> coalesce(fact.data ->> 'role', '') then 'who'
    when trigger.brand_id::text <> coalesce(fact.data ->> 'brand_id', '') then 'brand'
    when (fact.data @@ trigger.condition) is not true then 'condition'
    when what = 'sum' and coalesce(jsonb_typeof(found), '') <> 'number' then 'field'
    when what = 'distinct' and coalesce(jsonb_typeof(found), '') not in ('string', 'number', 'boolean') then 'field'
    when period is null then 'window'
  end;
  -- coalesce: what is unknown would not stop the right side from being asked.
  if why is null and coalesce(jsonb_typeof(said -> 'audience'), '') = 'object'
    and not app.is_in_audience(fact.subject_user_id, said -> 'audience') then
    why := 'audience';
  elsif why is null and fact.applied_at is not null and app.is_reversed(fact) then
    why := 'reversed';
  elsif why is null and said ->> 'cooldown' is not null and fact.at < app.resting_until(fact.subject_user_id, trigger) then
    why := 'cooldown';
  end if;
  if why is not null then
    return jsonb_build_object('why', why);
  end if;
  award_period := case
    when not (of_window = 'lifetime' or of_window like 'rolling:%') then period
    when said ->> 'cooldown' is null then 'all' else app.award_round(fact.subject_user_id, trigger)
  end;
  return jsonb_build_object(
    'trigger', trigger.id, 'version', trigger.version, 'what', what, 'award_period', award_period,
    'period', case when of_window = 'lifetime' then award_period else period end,
    'member', case what
      when 'streak_days' then app.period_key('day', here, fact.at, fact.data)
      when 'distinct' then case
        when length(found #>> '{}') <= 200 then found #>> '{}'
        else left(found #>> '{}', 120) || encode(sha256(convert_to(found #>> '{}', 'UTF8')), 'hex')
      end
    end,
    'value', case when what = 'sum' then least(greatest(trunc((found #>> '{}')::numeric), -9e18), 9e18)::bigint else 1 end
  );
end
$$;

comment on function app.count_of(public.reward_facts, public.reward_triggers, text) is
'How a fact counts for a version of a trigger: {"trigger", "version", "what", "period", "award_period", "member", "value"}; or {"why"}: why '
'not. zone: the person''s, for triggers that count in it. Whether the trigger is live and its program active then is not asked.';
