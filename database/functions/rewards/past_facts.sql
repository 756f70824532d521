-- By (at, id), as the index has them: what comes late with a time before the cursor is applied after live_at, and so none of these.
create or replace function app.past_facts(
  backfill public.reward_backfills, fact_type text, at_most integer
) returns public.reward_facts[]
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
  select array(
    select f from public.reward_facts as f
    where f.type = past_facts.fact_type and f.applied_at < backfill.live_at
      and f.at >= coalesce(backfill.cursor_at, '-infinity')
      and (f.at, f.id) > (
        coalesce(backfill.cursor_at, '-infinity'), coalesce(backfill.cursor_id, '00000000-0000-0000-0000-000000000000')
      )
    order by f.at, f.id limit at_most
  )
$$;

comment on function app.past_facts(public.reward_backfills, text, integer) is
'The next facts of a type for a backfill: those that were applied before its version went live, after its cursor, in order.';
