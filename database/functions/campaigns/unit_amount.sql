-- Whole minor units whose sum is the agreed amount, whatever the weights: somebody has to get the remainder.
create or replace function app.unit_amount(participant_id uuid, deliverable_id uuid, unit integer) returns bigint
language sql stable security definer set search_path = '' as $$
  with agreed as (
    select p.budget_allocated::numeric as amount, p.campaign_id
    from public.campaign_participants as p where p.id = unit_amount.participant_id
  ),
  weighed as (
    select
      d.id, d.quantity,
      -- Where nothing says what a unit is worth, all are worth the same.
      case when sum(d.compensation_amount) over () = 0 then 1 else d.compensation_amount end as weight,
      d.id = max(d.id::text) over ()::uuid as is_last
    from public.campaign_deliverables as d inner join agreed on agreed.campaign_id = d.campaign_id
  ),
  shares as (
    select
      w.id, w.quantity, w.is_last,
      floor(agreed.amount * w.weight / sum(w.weight * w.quantity) over ()) as share
    from weighed as w cross join agreed
  ),
  remainder as (
    select agreed.amount - sum(s.share * s.quantity) as amount
    from shares as s cross join agreed group by agreed.amount
  )
  select (s.share + case when s.is_last and s.quantity = unit_amount.unit then r.amount else 0 end)::bigint
  from shares as s cross join remainder as r
  where s.id = unit_amount.deliverable_id
$$;

comment on function app.unit_amount(uuid, uuid, integer) is
'What one unit of a deliverable pays this participant, gross: the agreed amount in proportion to the units'' '
'compensation, the remainder on the last unit of the last deliverable. Minor units.';
