-- As many reversals as facts, at most: what was undone once is not undone again, and what was never a fact (it is older than facts
-- are kept, or than this) takes nothing away. Callers hold the row that the deed is about.
create or replace function app.reverse_facts(type text, people uuid[], reference text, moment timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  facts public.reward_facts[];
begin
  facts := array(
    select f.newest from (
      select
        (array_agg(o order by o.created_at desc, o.id desc) filter (where o.type = reverse_facts.type))[1] as newest,
        count(*) filter (where o.type = reverse_facts.type) as done, count(*) filter (where o.type <> reverse_facts.type) as undone
      from public.reward_facts as o
      where o.subject_user_id = any(people) and o.type in (reverse_facts.type, reverse_facts.type || '.reversed')
        and o.reference = reverse_facts.reference
      group by o.subject_user_id
    ) as f
    where f.done > f.undone
  );
  return app.record_facts(
    reverse_facts.type || '.reversed',
    array(select o.subject_user_id from unnest(facts) as o), array(select greatest(o.at, moment) from unnest(facts) as o),
    array(select o.data from unnest(facts) as o), array_fill(reverse_facts.reference, array[cardinality(facts)])
  );
end
$$;

comment on function app.reverse_facts(text, uuid[], text, timestamptz) is
'A deed of these people was undone: a fact <type>.reversed, with the data of the newest one, for each of them who has a fact of the '
'type about the reference that is not reversed; how many. Raises IW005 (a type that cannot be undone).';
