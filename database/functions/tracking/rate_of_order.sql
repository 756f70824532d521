create or replace function app.rate_of_order(order_currency text, campaign_currency text, for_day date)
returns table (rate numeric, day date)
language plpgsql stable set search_path = '' as $$
begin
  if order_currency = campaign_currency then
    return;
  end if;
  return query select r.rate, r.day from app.exchange_rate(order_currency, campaign_currency, for_day) as r;
  if found then
    return;
  end if;
  if (select count(*) from public.order_currencies as c where c.code in (order_currency, campaign_currency)) < 2 then
    raise exception using
      errcode = 'IT002', message = 'no rate leads from one currency to the other',
      detail = jsonb_build_object('expected', campaign_currency)::text;
  end if;
  raise exception using
    errcode = 'IV003', message = 'the rate of that day is not here yet',
    detail = jsonb_build_object('currency', order_currency, 'day', for_day)::text;
end
$$;

comment on function app.rate_of_order(text, text, date) is
'The rate of a day (app.exchange_rate), no row for the campaign''s own currency. Raises IT002 (none will ever be), IV003 '
'(not yet).';
