create or replace function app.require_part(price bigint, amount bigint) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if (amount between 0 and price) is not true then
    raise exception using
      errcode = 'IM006', message = 'a creator gets between nothing and the price',
      detail = jsonb_build_object('amount', amount, 'most', price)::text;
  end if;
end
$$;

comment on function app.require_part(bigint, bigint) is
'Raises IM006 where an amount (minor units) is not between nothing and the price.';
