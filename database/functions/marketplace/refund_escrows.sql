create or replace function app.refund_escrows(escrows public.escrows[], moment timestamptz, reasons text[])
returns public.escrows[]
language plpgsql security definer set search_path = '' as $$
declare
  refunding public.escrows[] := app.step_escrows(escrows, 'refunding', moment, reasons);
  offered public.escrows[];
begin
  offered := app.reopen_slots(refunding);
  perform app.return_to_wallets(array(
    select e from unnest(refunding) as e where e.id not in (select o.id from unnest(offered) as o)
  ));
  refunding := app.step_escrows(refunding, 'refunded', moment, reasons);
  perform app.settle_deals(refunding, moment);
  return refunding;
end
$$;

comment on function app.refund_escrows(public.escrows[], timestamptz, text[]) is
'Held funds of as many deals → the brands'' wallets, or the gigs that go on offering the slots: two runs of transfers, however many. '
'reasons: one for each. The caller holds the locks. Raises IK001, IK003.';
