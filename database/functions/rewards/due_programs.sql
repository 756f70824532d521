create or replace function app.due_programs(moment timestamptz, after_id uuid, at_most integer) returns setof uuid
language sql stable set search_path = '' as $$
  select p.id from public.reward_programs as p
  where (due_programs.after_id is null or p.id > due_programs.after_id) and (
    (p.status in ('active', 'paused') and p.ends_at <= moment)
    or (p.status = 'ended' and (
      p.budget_total > p.budget_reserved + p.budget_spent + p.budget_returned
      or (p.closed_at is null and p.budget_reserved = 0)
    ))
    or (p.status = 'active' and p.budget_total > p.budget_reserved + p.budget_spent and exists (
      select from public.reward_awards as a
      where a.program_id = p.id and a.status = 'failed' and a.failure = 'budget_exhausted'
    ))
    or (p.paused_reason = 'budget_exhausted' and app.has_budget_again(p))
  )
  order by p.id limit at_most
$$;

comment on function app.due_programs(timestamptz, uuid, integer) is
'Programs, by id, that end by time, that have ended and hold what nobody can claim any more, or that owe awards, or stand '
'still for want of money, and have money again.';

grant execute on function app.due_programs(timestamptz, uuid, integer) to service;
