-- Gig, slot, deal, escrow: in this order everywhere, so that two never wait for each other. Who may close the gig with what
-- they do says so before: a shared lock that two hold cannot grow.
create or replace function app.lock_escrow(escrow_id uuid, may_fill boolean default false) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  place record;
  escrow public.escrows;
begin
  select d.id, d.gig_id, d.slot_id into place
  from public.escrows as e inner join public.deals as d on d.id = e.deal_id where e.id = lock_escrow.escrow_id;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such escrow', detail = '{}';
  end if;
  if place.gig_id is not null and may_fill and place.slot_id is null then
    perform from public.gigs as g where g.id = place.gig_id for no key update;
  elsif place.gig_id is not null then
    perform from public.gigs as g where g.id = place.gig_id for share;
  end if;
  perform from public.gig_slots as s where s.id = place.slot_id for no key update;
  perform from public.deals as d where d.id = place.id for no key update;
  select e.* into escrow from public.escrows as e where e.id = lock_escrow.escrow_id for no key update;
  return escrow;
end
$$;

comment on function app.lock_escrow(uuid, boolean) is
'The escrow, locked behind its gig, slot and deal; may_fill: the gig may be closed by what follows. Raises IG003.';
