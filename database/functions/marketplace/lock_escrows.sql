-- As app.lock_escrow, of many: all their gigs, then slots, deals and escrows, each kind by id, so that two who take many never
-- wait for each other in a circle. Where a payment comes in, a gig may be filled by it and close: all are taken for that.
create or replace function app.lock_escrows(escrow_ids uuid[]) returns setof public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  deal_ids constant uuid[] := array(select e.deal_id from public.escrows as e where e.id = any(escrow_ids));
  gig_ids uuid[];
  slot_ids uuid[];
begin
  select array_agg(d.gig_id), array_agg(d.slot_id) into gig_ids, slot_ids
  from public.deals as d where d.id = any(deal_ids) and d.gig_id is not null;
  if exists (select from public.escrows as e where e.id = any(escrow_ids) and e.status = 'payment_processing') then
    perform from public.gigs as g where g.id = any(gig_ids) order by g.id for no key update;
  else
    perform from public.gigs as g where g.id = any(gig_ids) order by g.id for share;
  end if;
  perform from public.gig_slots as s where s.id = any(slot_ids) order by s.id for no key update;
  perform from public.deals as d where d.id = any(deal_ids) order by d.id for no key update;
  return query
  select e.* from public.escrows as e where e.id = any(escrow_ids) order by e.id for no key update;
end
$$;

comment on function app.lock_escrows(uuid[]) is 'The escrows, locked behind their gigs, slots and deals.';
