create or replace function app.release_escrow(escrow public.escrows, moment timestamptz, reason text default '')
returns public.escrows
language plpgsql security definer set search_path = '' as $$
begin
  escrow := app.step_escrow(escrow, 'releasing', moment, reason);
  escrow := app.pay_creator(escrow, escrow.price, moment);
  perform app.settle_deal(escrow, moment);
  return escrow;
end
$$;

comment on function app.release_escrow(public.escrows, timestamptz, text) is
'Approved work is paid: the whole price to the creator, the fee to the platform. The caller holds the locks. Raises IK001, IK003.';
