-- From the claim on each step has the amounts of the one before. One GROUP BY each.
create or replace function app.find_broken_awards() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with paid as (
    select
      a.id, a.status, case when a.ledger_transaction_id is not null then a.amount else 0 end as amount,
      coalesce(e.amount, 0) as earned, coalesce(c.amount, 0)::bigint as taken_back
    from public.reward_awards as a
    left join public.earnings as e on e.award_id = a.id
    left join (
      select c.clawback_of, -sum(c.amount) as amount from public.earnings as c where c.kind = 'clawback' group by c.clawback_of
    ) as c on c.clawback_of = e.id
    where a.kind = 'money' and a.status in ('claimed', 'fulfilled', 'revoked')
  ),
  pointed as (
    select a.user_id, a.program_id, sum(a.amount)::bigint as points
    from public.reward_awards as a
    where a.kind = 'points' and a.status in ('granted', 'claimed', 'fulfilled') group by a.user_id, a.program_id
  )
  select 'award is paid by its earning', p.id::text, p.amount, p.earned
  from paid as p where p.amount <> p.earned or (p.status <> 'revoked' and p.amount = 0)
  union all
  select 'revoked award was taken back', p.id::text, case p.status when 'revoked' then p.earned else 0 end, p.taken_back
  from paid as p where p.taken_back <> case p.status when 'revoked' then p.earned else 0 end
  union all
  select 'points equal what was granted', b.user_id::text, coalesce(p.points, 0), b.points
  from public.point_balances as b
  left join pointed as p on p.user_id = b.user_id and p.program_id = b.program_id
  where b.points <> coalesce(p.points, 0) and b.program_id <> app.achievement_program()
$$;

comment on function app.find_broken_awards() is
'Awards, their earnings and points against each other; budgets are app.find_broken_programs''. (Points of achievements are those of '
'their rows.)';
