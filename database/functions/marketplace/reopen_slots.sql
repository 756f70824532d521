-- While its gig goes on, a slot is offered again: its money stays with the gig.
create or replace function app.reopen_slots(escrows public.escrows[]) returns public.escrows[]
language plpgsql security definer set search_path = '' as $$
declare
  offered constant public.escrows[] := array(
    select e from unnest(escrows) as e
    inner join public.deals as d on d.id = e.deal_id
    inner join public.gigs as g on g.id = d.gig_id
    where d.slot_id is not null and g.status in ('open', 'paused')
  );
begin
  if cardinality(offered) = 0 then
    return offered;
  end if;
  update public.gig_slots as s set status = 'open', deal_id = null
  from unnest(offered) as e inner join public.deals as d on d.id = e.deal_id where s.id = d.slot_id;
  perform app.post_refunds('slot_reopened', offered, array(
    select ledger.account('gig_held', e.currency, e.brand_id, gig_id => d.gig_id)
    from unnest(offered) with ordinality as e inner join public.deals as d on d.id = e.deal_id order by e.ordinality
  ));
  return offered;
end
$$;

comment on function app.reopen_slots(public.escrows[]) is
'Held funds of deals → their gigs, whose slots are open again: those of the escrows that have a slot of a gig that is not over.';
