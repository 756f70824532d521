-- Always out of the whole order, never by adding converted parts: refunds of all of it leave nothing, in any currency.
create or replace function app.value_of_order(
  amount bigint, order_currency text, campaign_currency text, rate numeric
) returns bigint
language sql stable set search_path = '' as $$
  select case when rate is null then amount else app.convert_amount(
    amount, rate,
    (select c.minor_digits from public.order_currencies as c where c.code = order_currency),
    (select c.minor_digits from public.order_currencies as c where c.code = campaign_currency)
  ) end
$$;

comment on function app.value_of_order(bigint, text, text, numeric) is
'What an order of that amount counts in its campaign''s currency; minor units. A rate of NULL: the same currency.';
