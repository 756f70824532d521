-- Where an agent's share of the fee will come out (agents have no accounts yet): until then all of it is revenue.
create or replace function app.distribute_fee(escrow public.escrows, fee bigint)
returns table (account_id uuid, amount bigint)
language sql stable set search_path = '' as $$
  select null::uuid, null::bigint
  where (distribute_fee.escrow).id is null and distribute_fee.fee is null
$$;

comment on function app.distribute_fee(public.escrows, bigint) is
'Who else has a part of the fee of held funds, in minor units; what no row names is the platform''s revenue.';
