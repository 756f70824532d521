create or replace function app.split_escrow(
  escrow public.escrows, creator_amount bigint, moment timestamptz, reason text default ''
) returns public.escrows
language plpgsql security definer set search_path = '' as $$
begin
  if (creator_amount between 0 and escrow.price) is not true then
    raise exception using
      errcode = 'IM006', message = 'a creator gets between nothing and the price',
      detail = jsonb_build_object('amount', creator_amount, 'most', escrow.price)::text;
  elsif creator_amount = 0 then
    return app.refund_escrow(escrow, moment, reason);
  end if;
  escrow := app.step_escrow(escrow, 'releasing', moment, reason);
  escrow := app.pay_creator(escrow, creator_amount, moment);
  perform app.settle_deal(escrow, moment);
  return escrow;
end
$$;

comment on function app.split_escrow(public.escrows, bigint, timestamptz, text) is
'A decided dispute: so much (minor units) to the creator, the fee on that to the platform, the rest to the brand. 0 refunds, '
'the price releases. The caller holds the locks. Raises IM006, IK001, IK003.';
