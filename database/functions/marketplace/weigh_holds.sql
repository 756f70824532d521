-- Set by set: a brand may have ten thousand. The caller holds the locks.
create or replace function app.weigh_holds(brand_id uuid, currency text, moment timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  held uuid[];
  disputes text[];
  freed uuid[];
begin
  select array_agg(h.escrow_id), array_agg(h.dispute_id) into held, disputes
  from app.escrows_to_hold(weigh_holds.brand_id, weigh_holds.currency) as h;
  select array_agg(e.id) into freed from public.escrows as e
  where e.brand_id = weigh_holds.brand_id and e.currency = weigh_holds.currency and e.frozen_by is not null
    and not exists (select from unnest(held) as h (id) where h.id = e.id);
  perform app.freeze_escrows(held, disputes, moment) where held is not null;
  perform app.unfreeze_escrows(freed, moment) where freed is not null;
  if app.owes_by_dispute(weigh_holds.brand_id, weigh_holds.currency) then
    perform app.pause_gigs(weigh_holds.brand_id, weigh_holds.currency);
  end if;
  return coalesce(cardinality(freed), 0);
end
$$;

comment on function app.weigh_holds(uuid, text, timestamptz) is
'Freezes what card disputes hold up (app.escrows_to_hold), lets go of what they do not, and pauses gigs while money is owed; how '
'many were let go. The caller holds the locks.';
