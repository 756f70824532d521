-- In the order of all that locks: gigs, slots, deals, escrows, and the wallet after this.
create or replace function app.lock_held_funds(brand_id uuid, currency text, may_end boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  running constant uuid[] := array(
    select e.deal_id from public.escrows as e
    where may_end and e.brand_id = lock_held_funds.brand_id and e.currency = lock_held_funds.currency
      and e.status not in ('released', 'refunded', 'cancelled')
  );
begin
  perform from public.gigs as g
  where g.brand_id = lock_held_funds.brand_id and g.currency = lock_held_funds.currency and g.status in ('open', 'paused')
  order by g.id for no key update;
  perform from public.brand_profiles as b where b.id = lock_held_funds.brand_id for no key update; -- who opens a gig holds it
  perform from public.gig_slots as s
  inner join public.deals as d on d.slot_id = s.id where d.id = any(running) order by s.id for no key update of s;
  perform from public.deals as d where d.id = any(running) order by d.id for no key update;
  perform from public.escrows as e
  where e.brand_id = lock_held_funds.brand_id and e.currency = lock_held_funds.currency
    and e.status not in ('released', 'refunded', 'cancelled')
    and (may_end or e.status not in ('pending_payment', 'failed')) -- which are never frozen, and go with their deals
  order by e.id for no key update;
end
$$;

comment on function app.lock_held_funds(uuid, text, boolean) is
'All that is unfinished of a brand in a currency, locked before its wallet is; may_end: deals may end by what follows.';

grant execute on function app.lock_held_funds(uuid, text, boolean) to service;
