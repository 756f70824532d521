-- From the person's escrows to the commissions, not the other way round: an agent has many more of them. The odd unit of a
-- commission for both sides is the brand's.
create or replace function app.commissions_from(agent_user_id uuid, user_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with parts as (
    select c.currency, case when c.side = 'both' then c.amount / 2 else c.amount end as amount
    from public.escrows as e
    inner join public.commissions as c on c.escrow_id = e.id and c.side in ('creator', 'both')
    where e.creator_user_id = commissions_from.user_id and c.agent_user_id = commissions_from.agent_user_id
    union all
    select c.currency, case when c.side = 'both' then c.amount - c.amount / 2 else c.amount end
    from public.brand_profiles as b
    inner join public.escrows as e on e.brand_id = b.id
    inner join public.commissions as c on c.escrow_id = e.id and c.side in ('brand', 'both')
    where b.owner_user_id = commissions_from.user_id and c.agent_user_id = commissions_from.agent_user_id
  )
  select coalesce(jsonb_agg(
    jsonb_build_object('currency', s.currency, 'amount', s.amount) order by s.currency
  ), '[]')
  from (select p.currency, sum(p.amount) as amount from parts as p group by p.currency) as s
$$;

comment on function app.commissions_from(uuid, uuid) is
'What an agent earned by a person, less what was taken back: [{currency, amount}] in minor units.';
