create or replace function app.lapse_cancellations(escrows public.escrows[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  lapsed public.escrows[] := '{}';
begin
  foreach escrow in array escrows loop
    escrow.cancel_asked_by := null;
    escrow.cancel_asked_side := null;
    escrow.cancel_asked_at := null;
    lapsed := lapsed || escrow;
  end loop;
  perform app.save_escrows(lapsed);
end
$$;

comment on function app.lapse_cancellations(public.escrows[]) is
'A wish to cancel that nobody answered is over: no event, nobody is told. The caller holds the locks.';
