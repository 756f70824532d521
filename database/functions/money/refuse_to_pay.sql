create or replace function app.refuse_to_pay(wallet public.wallets, passed_over jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(passed_over ->> 'reason', 'BELOW_MINIMUM') = 'BELOW_MINIMUM' then
    raise exception using
      errcode = 'IM033', message = 'not enough to be paid out',
      detail = jsonb_build_object(
        'available', coalesce((passed_over -> 'amount')::bigint, 0), 'minimum', app.payout_minimum(wallet.currency),
        'currency', wallet.currency
      )::text;
  end if;
  raise exception using
    errcode = 'IM034', message = 'the creator cannot be paid now',
    detail = jsonb_build_object('reason', passed_over ->> 'reason')::text;
end
$$;

comment on function app.refuse_to_pay(public.wallets, jsonb) is
'Says why a creator is not paid who asks for it; passed_over is of app.make_payouts, NULL where nothing is due. Raises '
'IM033 (available, minimum: minor units), IM034 (reason).';
