-- What a hundred triggers ask is asked of the table first, and only what is left of them one by one.
create or replace function app.counts_of(fact public.reward_facts, person uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with somebody as materialized (
    select p.id, app.time_zone_of(p.id) as zone from auth.users as p
    where p.id = person and p.status not in ('banned', 'deleted') and fact.depth <= 3
  ),
  matching as materialized (
    select t.priority, t.id, app.count_of(fact, t, s.zone) as entry
    from somebody as s
    cross join public.reward_triggers as t
    inner join public.reward_programs as p on p.id = t.program_id and app.is_counting(p)
      and (fact.at < p.starts_at or fact.at >= p.ends_at) is not true
    where t.fact_type = fact.type and t.status = 'live' and fact.data @@ t.condition
      and (t.brand_id is null or t.brand_id::text = fact.data ->> 'brand_id')
  )
  select coalesce(jsonb_agg(m.entry order by m.priority, m.id) filter (where not m.entry ? 'why'), '[]') from matching as m
$$;

comment on function app.counts_of(public.reward_facts, uuid) is
'The counters that a fact goes into (app.count_of) of all live triggers of programs that run (app.is_counting), in the '
'order of the triggers. Nothing that banned or erased people did counts.';
