-- Whole minor units whose sum is the amount, whatever the weights: somebody has to get the remainder.
create or replace function app.unit_shares(campaign_id uuid, amount bigint) returns table (
  deliverable_id uuid, quantity integer, share bigint, remainder bigint
)
language sql stable set search_path = '' as $$
  with weighed as (
    select
      d.id, d.quantity,
      -- Where nothing says what a unit is worth, all are worth the same.
      case when sum(d.compensation_amount) over () = 0 then 1 else d.compensation_amount end as weight,
      d.id = max(d.id::text) over ()::uuid as is_last
    from public.campaign_deliverables as d where d.campaign_id = unit_shares.campaign_id
  ),
  shares as (
    select
      w.id, w.quantity, w.is_last,
      floor(unit_shares.amount::numeric * w.weight / sum(w.weight * w.quantity) over ()) as share
    from weighed as w
  )
  select
    s.id, s.quantity, s.share::bigint,
    case when s.is_last then (unit_shares.amount - sum(s.share * s.quantity) over ())::bigint else 0 end
  from shares as s
$$;

comment on function app.unit_shares(uuid, bigint) is
'How an amount is split over a campaign''s deliverables: what each unit gets, in proportion to its compensation, and what '
'the last unit of the last deliverable gets besides. Minor units.';
