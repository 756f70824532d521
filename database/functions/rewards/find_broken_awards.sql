-- From the grant on each step has the amounts of the one before. One GROUP BY each.
create or replace function app.find_broken_awards() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with paid as (
    select
      a.id, a.status, case when a.ledger_transaction_id is not null then a.amount else 0 end as amount,
      coalesce(e.amount, 0) as earned, coalesce(c.amount, 0)::bigint as taken_back,
      (e.creator_user_id, e.currency, e.brand_id) is distinct from (a.user_id, a.currency, a.brand_id) and e.id is not null as is_wrong
    from public.reward_awards as a
    left join public.earnings as e on e.award_id = a.id
    left join (
      select c.clawback_of, -sum(c.amount) as amount from public.earnings as c where c.kind = 'clawback' group by c.clawback_of
    ) as c on c.clawback_of = e.id
    where a.kind = 'money' and (e.id is not null or a.status in ('claimed', 'fulfilled', 'revoked'))
  ),
  granted as (
    select
      a.program_id, coalesce(sum(a.amount) filter (where a.status = 'granted'), 0)::bigint as reserved,
      coalesce(sum(a.amount) filter (where a.status <> 'granted'), 0)::bigint as spent
    from public.reward_awards as a
    where a.kind = 'money' and a.status in ('granted', 'claimed', 'fulfilled') group by a.program_id
  ),
  pointed as (
    select p.user_id, p.program_id, sum(p.points)::bigint as points
    from (
      select a.user_id, a.program_id, a.amount as points from public.reward_awards as a
      where a.kind = 'points' and a.status in ('granted', 'claimed', 'fulfilled')
      union all
      select u.user_id, app.achievement_program(), u.points from public.user_achievements as u
      where u.revoked_at is null and u.points > 0
    ) as p group by p.user_id, p.program_id
  )
  select v.broken_rule, p.id::text, v.expected, v.found
  from public.reward_programs as p
  left join granted as g on g.program_id = p.id
  cross join lateral (values
    ('what is reserved was granted', coalesce(g.reserved, 0), p.budget_reserved),
    ('what is spent was claimed', coalesce(g.spent, 0), p.budget_spent)
  ) as v (broken_rule, expected, found)
  where v.expected <> v.found
  union all
  select 'award is paid by its earning', p.id::text, p.amount, p.earned
  from paid as p where p.amount <> p.earned or (p.status in ('claimed', 'fulfilled')) <> (p.amount > 0) and p.status <> 'revoked'
  union all
  select 'award is paid to its person', p.id::text, 1, 0 from paid as p where p.is_wrong
  union all
  select 'revoked award was taken back', p.id::text, case p.status when 'revoked' then p.earned else 0 end, p.taken_back
  from paid as p where p.taken_back <> case p.status when 'revoked' then p.earned else 0 end
  union all
  select 'points equal what was granted', u.id::text, coalesce(p.points, 0), coalesce(b.points, 0)
  from public.point_balances as b
  full join pointed as p on p.user_id = b.user_id and p.program_id = b.program_id
  inner join auth.users as u on u.id = coalesce(b.user_id, p.user_id) and u.status <> 'deleted' -- who has none any more (app.forget_rewards)
  where coalesce(b.points, 0) <> coalesce(p.points, 0)
$$;

comment on function app.find_broken_awards() is
'Awards against the budgets that they are granted of, their earnings, and points; what a budget was funded with is '
'app.find_broken_programs''.';
