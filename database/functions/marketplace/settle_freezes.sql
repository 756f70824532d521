-- Whatever puts money into a wallet pays what is owed, under the wallet's lock: escrows are locked before it, so they are let go
-- by the transaction after it.
create or replace function app.settle_freezes(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  place record;
  freed integer := 0;
begin
  for place in
    select b.brand_id, b.currency
    from (select distinct e.brand_id, e.currency from public.escrows as e where e.frozen_by is not null) as b
    where exists ( -- the rule is asked once for a brand, not once for each of its escrows
      select e.id from public.escrows as e
      where e.brand_id = b.brand_id and e.currency = b.currency and e.frozen_by is not null
      except
      select h.escrow_id from app.escrows_to_hold(b.brand_id, b.currency) as h
    )
    order by b.brand_id, b.currency limit at_most
  loop
    begin
      perform app.lock_held_funds(place.brand_id, place.currency, false);
      freed := freed + app.weigh_holds(place.brand_id, place.currency, as_of);
    exception when others then
      perform app.note_failed_timer(jsonb_build_object('brand_id', place.brand_id), sqlstate, sqlerrm);
    end;
  end loop;
  return freed;
end
$$;

comment on function app.settle_freezes(timestamptz, integer) is
'Lets deals of at most so many brands go on that no card dispute holds up any more; how many deals.';

grant execute on function app.settle_freezes(timestamptz, integer) to service;
