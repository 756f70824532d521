create or replace function app.release_escrow(escrow public.escrows, moment timestamptz, reason text default '')
returns public.escrows
language plpgsql security definer set search_path = '' as $$
begin
  return app.split_escrow(escrow, escrow.price, moment, reason);
end
$$;

comment on function app.release_escrow(public.escrows, timestamptz, text) is
'Approved work is paid: the whole price to the creator, the fee to the platform. The caller holds the locks. Raises IK001, IK003.';
