-- What was corrected since may still come again as it came first: the shop that repeats it does not know better.
create or replace function app.repeat_order(earlier public.conversions, value bigint, currency text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if earlier.order_currency = currency and (earlier.order_value = value or exists (
    select from public.conversion_changes as h
    where h.conversion_id = earlier.id and h.order_value_before = repeat_order.value
  )) then
    return;
  end if;
  raise exception using
    errcode = 'IT003', message = 'this order was reported with another value',
    detail = jsonb_build_object('value', earlier.order_value, 'currency', earlier.order_currency)::text;
end
$$;

comment on function app.repeat_order(public.conversions, bigint, text) is
'Whether a report of an order is the one that is known. Raises IT003 where it has another value.';
