-- Who brought whom counts when the fee is taken, not when the deal begins. A side whose agent drops out is as if nobody had
-- brought it: the other side's agent then has the whole.
drop function if exists app.distribute_fee(public.escrows, bigint);
create or replace function app.distribute_fee(escrow public.escrows, fee bigint)
returns table (agent_user_id uuid, side text, amount bigint)
language sql stable set search_path = '' as $$
  with agents as materialized ( -- or each would be looked up for every place that names them
    select
      app.earning_agent(distribute_fee.escrow, b.owner_user_id) as of_brand,
      app.earning_agent(distribute_fee.escrow, (distribute_fee.escrow).creator_user_id) as of_creator
    from public.brand_profiles as b where b.id = (distribute_fee.escrow).brand_id
  )
  select s.agent_user_id, s.side, s.amount
  from agents as a
  cross join lateral app.split_fee(
    distribute_fee.fee, a.of_brand, a.of_creator, app.agent_share(a.of_brand), app.agent_share(a.of_creator)
  ) as s
$$;

comment on function app.distribute_fee(public.escrows, bigint) is
'Which agents have which part of the fee of held funds, in minor units, for which side; what no row names is the platform''s revenue. '
'A brand''s agent is that of its owner. No agent earns who is a party to the deal, banned, or past their months.';
