-- Under the lock of the gig: never more live deals than slots, never more money than the lid.
create or replace function app.require_room_for_deal(gig public.gigs, price bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  counted record;
  lid bigint;
begin
  if gig.status not in ('open', 'paused') then
    raise exception using
      errcode = 'IK006', message = 'the gig is over',
      detail = jsonb_build_object('status', gig.status, 'mode', gig.mode)::text;
  end if;
  select count(*) as deals, coalesce(sum(d.price), 0) as price into counted
  from public.deals as d where d.gig_id = gig.id and d.status in ('active', 'completed');
  select b.budget_total into lid from public.gig_budgets as b where b.gig_id = gig.id;
  if counted.deals >= gig.slots_total then
    raise exception using
      errcode = 'IK004', message = 'no slot is left', detail = jsonb_build_object('gig_id', gig.id)::text;
  elsif counted.price + require_room_for_deal.price > lid then
    raise exception using
      errcode = 'IK011', message = 'the budget of the gig is lower',
      detail = jsonb_build_object('budget_total', lid, 'agreed', counted.price, 'needed', price)::text;
  end if;
end
$$;

comment on function app.require_room_for_deal(public.gigs, bigint) is
'Raises IK004 where all slots of a gig have a live deal, IK006 where it is over, IK011 where its budget is too low (minor units).';
