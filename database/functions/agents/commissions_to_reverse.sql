-- The rows stay locked: what is left of them is what they give back.
create or replace function app.commissions_to_reverse(escrow_id uuid, fee bigint, fee_left bigint)
returns table (commission_id uuid, agent_user_id uuid, amount bigint)
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.commissions as c
  where c.escrow_id = commissions_to_reverse.escrow_id and c.kind = 'earned' order by c.id for no key update;
  return query
  with had as (
    select c.id, c.agent_user_id, (c.amount + coalesce(sum(r.amount), 0))::bigint as rest
    from public.commissions as c left join public.commissions as r on r.reverses = c.id
    where c.escrow_id = commissions_to_reverse.escrow_id and c.kind = 'earned' group by c.id
  ),
  shared as (
    select
      array_agg(h.id order by h.id) as ids, array_agg(h.agent_user_id order by h.id) as agents,
      app.split_clawback(fee, fee_left, array_agg(h.rest order by h.id)) as amounts
    from had as h having count(*) > 0
  )
  select p.id, p.agent, p.part
  from shared as s cross join unnest(s.ids, s.agents, s.amounts) as p (id, agent, part)
  where p.part > 0;
end
$$;

comment on function app.commissions_to_reverse(uuid, bigint, bigint) is
'Part of app.claw_back: which commissions give how much (minor units) of a part of the fee that goes back, of so much of it that is '
'left with agents and platform. Locks the commissions of the escrow.';
