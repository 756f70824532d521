-- app.settle_deal of many that ended without a payment. Whoever is paid is so alone: the plan for one deal is the better one there.
create or replace function app.settle_deals(escrows public.escrows[], moment timestamptz) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  ended constant uuid[] := array(select e.deal_id from unnest(escrows) as e);
  later public.escrows[];
begin
  later := array(
    select l from unnest(escrows) as e
    inner join public.deal_milestones as o on o.id = e.milestone_id
    inner join public.deal_milestones as m on m.deal_id = e.deal_id and m.number > o.number
    inner join public.escrows as l on l.milestone_id = m.id
    where l.status in ('pending_payment', 'failed')
    order by l.id for no key update of l
  );
  perform app.step_escrows(later, 'cancelled', moment, array_fill(
    'an earlier milestone ended without its work'::text, array[cardinality(later)]
  ));
  update public.deals as d
  set status = case when exists (
      select from public.escrows as e where e.deal_id = d.id and e.status = 'released'
    ) then 'completed' else 'cancelled' end,
    closed_at = moment
  where d.id = any(ended) and d.status = 'active' and not exists (
    select from public.escrows as e
    where e.deal_id = d.id and e.status not in ('released', 'refunded', 'cancelled')
  );
end
$$;

comment on function app.settle_deals(public.escrows[], timestamptz) is
'After escrows were cancelled or refunded: later milestones, deals. The caller holds the locks of the deals.';
