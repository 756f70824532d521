create or replace function app.refund_escrow(escrow public.escrows, moment timestamptz, reason text default '')
returns public.escrows
language plpgsql security definer set search_path = '' as $$
begin
  return (app.refund_escrows(array[escrow], moment, array[reason]))[1];
end
$$;

comment on function app.refund_escrow(public.escrows, timestamptz, text) is
'Held funds → the brand''s wallet, or the gig that goes on offering the slot. The caller holds the locks. Raises IK001, IK003.';
