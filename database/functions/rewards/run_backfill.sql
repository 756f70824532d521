-- Live facts are counted at the same time: by `counted` each fact knows who has counted it, and a person is counted by one at a time.
-- All people of a batch are locked first, in one order, and then programs and awards, as everybody does who has one person in hand.
create or replace function app.run_backfill(
  backfill_id uuid, at_most integer, out status text, out facts integer, out awards integer, out told integer
)
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  backfill public.reward_backfills;
  trigger public.reward_triggers;
  obstacle text;
  batch public.reward_facts[];
  last_fact public.reward_facts;
  fact public.reward_facts;
  person uuid;
begin
  facts := 0;
  awards := 0;
  told := 0;
  perform pg_advisory_xact_lock_shared(hashtextextended('rewards', 0));
  select b.* into backfill from public.reward_backfills as b
  where b.id = backfill_id and b.status in ('waiting', 'running') for update;
  if not found then
    return;
  end if;
  select t.* into trigger from public.reward_triggers as t where t.id = backfill.trigger_id and t.version = backfill.version;
  batch := app.past_facts(backfill, trigger.fact_type, at_most);
  obstacle := case when cardinality(batch) > 0 then app.backfill_obstacle(trigger) end;
  if obstacle is null then
    facts := cardinality(batch);
    last_fact := batch[facts];
    batch := array(
      select f from unnest(batch) as f
      inner join auth.users as u on u.id = f.subject_user_id and u.status not in ('banned', 'deleted')
      where f.data @@ trigger.condition and (trigger.brand_id is null or trigger.brand_id::text = f.data ->> 'brand_id')
      order by f.at, f.id
    );
    for person in select distinct f.subject_user_id from unnest(batch) as f order by f.subject_user_id loop
      perform app.lock_reward_subject(person);
    end loop;
    foreach fact in array batch loop
      awards := awards + app.count_fact(fact, trigger);
    end loop;
  end if;
  if facts < at_most then
    told := app.tell_of_backfill(trigger.id, trigger.version, at_most); -- also while it is paused: what was granted expires
  end if;
  status := case
    when facts = at_most or told = at_most or obstacle = 'paused' then 'running' when obstacle is null then 'done' else 'failed'
  end;
  update public.reward_backfills as b set status = 'running' where b.id = backfill.id and b.status = 'waiting';
  update public.reward_backfills as b set
    status = run_backfill.status, attempts = 0, last_error = obstacle,
    available_at = clock_timestamp() + case when obstacle = 'paused' and told < at_most then interval '10 minutes' else '0' end,
    facts = b.facts + run_backfill.facts, awards = b.awards + run_backfill.awards,
    cursor_at = coalesce(last_fact.at, b.cursor_at), cursor_id = coalesce(last_fact.id, b.cursor_id),
    finished_at = case when run_backfill.status <> 'running' then now() end
  where b.id = backfill.id;
end
$$;

comment on function app.run_backfill(uuid, integer) is
'Counts the next facts of a backfill (at most so many), grants what they reach, and moves its cursor, all or nothing. When there are no more, '
'tells of what was granted (at most so many people). What became of the backfill, how many facts, awards, people told. NULL: it is over. '
'While the trigger or its program is paused it waits; when one of them has ended, it is failed.';

grant execute on function app.run_backfill(uuid, integer) to service;
