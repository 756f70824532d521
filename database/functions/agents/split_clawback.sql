-- In proportion to what each still has of the fee, rounded down. What that leaves over is the platform's, as far as it has
-- something left: nobody gives back more than they had, and the last part takes all that is left of everybody.
create or replace function app.split_clawback(fee bigint, fee_left bigint, lefts bigint[]) returns bigint[]
language sql immutable parallel safe set search_path = '' as $$
  with parts as (
    select
      l.place, l.amount, coalesce(div(l.amount::numeric * split_clawback.fee, nullif(split_clawback.fee_left, 0)), 0) as part,
      row_number() over (
        order by mod(l.amount::numeric * split_clawback.fee, nullif(split_clawback.fee_left, 0)) desc nulls last, l.place
      ) as rank
    from unnest(split_clawback.lefts) with ordinality as l (amount, place)
  ),
  missing as (
    select split_clawback.fee - sum(p.part) - (split_clawback.fee_left - sum(p.amount)) as units from parts as p
  )
  select coalesce(array_agg((p.part + case when p.rank <= m.units then 1 else 0 end)::bigint order by p.place), '{}')
  from parts as p cross join missing as m
$$;

comment on function app.split_clawback(bigint, bigint, bigint[]) is
'Of a part of a fee that goes back, what each agent gives: of what they have left of it (lefts) and all have left of it (fee_left); '
'minor units. The platform gives the rest.';
