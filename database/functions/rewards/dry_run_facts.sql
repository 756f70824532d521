-- What the engine says of each fact (app.count_of), and what it knows of each person; what follows of it is reckoned elsewhere, and
-- nothing is locked. People are numbers here: whose facts they are nobody has to know for that.
create or replace function app.dry_run_facts(
  trigger_id uuid, version integer, since timestamptz, until timestamptz, at_most integer
) returns table (
  person bigint, at timestamptz, period text, award_period text, member text, value bigint, granted jsonb, waits boolean, is_refused boolean
)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  trigger public.reward_triggers;
  for_all public.reward_triggers;
  program public.reward_programs;
  looked_at bigint;
  asked_for bigint;
begin
  select t.* into trigger from public.reward_triggers as t
  where t.id = trigger_id and t.version = coalesce(dry_run_facts.version, t.version)
  order by t.version desc limit 1;
  if trigger.id is null then
    raise exception using errcode = 'IG003', message = 'no such trigger', detail = '{}';
  end if;
  perform app.require_manager(trigger.brand_id);
  for_all := trigger;
  for_all.definition := trigger.definition - 'audience'; -- asked once a person
  select p.* into program from public.reward_programs as p where p.id = trigger.program_id;
  select count(*), count(*) filter (where f.is_asked_for) into looked_at, asked_for from (
    select (f.data @@ trigger.condition) is true and (trigger.brand_id is null or trigger.brand_id::text = f.data ->> 'brand_id') as is_asked_for
    from public.reward_facts as f
    where f.type = trigger.fact_type and f.at >= since and f.at < until and f.applied_at is not null
    limit at_most * 50 + 1
  ) as f;
  if asked_for > at_most or looked_at > at_most * 50 then
    raise exception using
      errcode = 'IW017', message = 'too many facts',
      detail = jsonb_build_object('facts', asked_for, 'looked_at', looked_at, 'most', at_most)::text;
  end if;
  return query
  with facts as materialized (
    select f as fact
    from public.reward_facts as f
    where f.type = trigger.fact_type and f.at >= since and f.at < until and f.applied_at is not null
      and f.data @@ trigger.condition and (trigger.brand_id is null or trigger.brand_id::text = f.data ->> 'brand_id')
      and f.at < coalesce(program.ends_at, 'infinity') and f.at >= coalesce(program.starts_at, '-infinity')
  ),
  people as materialized (
    select
      u.id, row_number() over (order by u.id) as number, app.time_zone_of(u.id) as zone,
      (
        select jsonb_agg(jsonb_build_array(a.level, a.period_key)) from public.reward_awards as a
        where a.trigger_id = trigger.id and a.user_id = u.id
      ) as granted,
      app.missing_achievements(u.id, trigger) <> '{}' as waits,
      app.is_refused_reward(trigger, u.id) as is_refused
    from (select distinct (f.fact).subject_user_id as id from facts as f) as s
    inner join auth.users as u on u.id = s.id and u.status not in ('banned', 'deleted')
    where app.is_in_audience(u.id, trigger.definition -> 'audience')
  ),
  asked as materialized ( -- or each would be asked once for each column
    select
      p.number, (f.fact).at as at, (f.fact).id as id, p.granted, p.waits, p.is_refused,
      app.count_of(f.fact, for_all, p.zone) as entry
    from facts as f
    inner join people as p on p.id = (f.fact).subject_user_id
  )
  select
    a.number, a.at, a.entry ->> 'period', a.entry ->> 'award_period', a.entry ->> 'member', (a.entry ->> 'value')::bigint,
    a.granted, a.waits, a.is_refused
  from asked as a
  where not a.entry ? 'why'
  order by a.number, a.at, a.id;
end
$$;

comment on function app.dry_run_facts(uuid, integer, timestamptz, timestamptz, integer) is
'Facts of a span that were applied and count for a version of a trigger, person by person in their order: how each counts (app.count_of), what '
'its person was granted by the trigger ([[level, period]]), whether they lack a required achievement, whether they may have nothing of it. '
'Raises IG003, IM005, IW017 where there are more than at_most, or more than fifty times as many have to be looked at.';

grant execute on function app.dry_run_facts(uuid, integer, timestamptz, timestamptz, integer) to authenticated, admin;
