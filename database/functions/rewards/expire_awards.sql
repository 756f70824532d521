-- Budgets are given back once a program, in the order of their ids: whoever grants of one of them waits for this once.
create or replace function app.expire_awards(as_of timestamptz, at_most integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select a.id from public.reward_awards as a
    where a.status = 'granted' and a.kind not in ('points', 'badge') and a.claim_by <= expire_awards.as_of
      and not app.award_waits(a)
    order by a.claim_by limit at_most
    for no key update skip locked
  ),
  gone as (
    update public.reward_awards as a set status = 'expired', ended_at = expire_awards.as_of
    from due as d where a.id = d.id and a.status = 'granted'
    returning a.program_id, a.kind, a.amount
  ),
  freed as (
    select g.program_id, sum(g.amount) filter (where g.kind = 'money')::bigint as amount, count(*) as awards
    from gone as g group by g.program_id order by g.program_id
  )
  select coalesce(sum(f.awards), 0)::integer
  from freed as f
  left join lateral app.release_program_budget(f.program_id, f.amount) as r on f.amount > 0
$$;

comment on function app.expire_awards(timestamptz, integer) is
'What nobody claimed in time is expired, and what was reserved for it is free again; how many awards, at most so many. Points and badges '
'were had with the grant and do not expire, and neither does what waits for a check.';

grant execute on function app.expire_awards(timestamptz, integer) to service;
