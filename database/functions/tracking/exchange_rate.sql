-- The two legs are of one day: rates of different days would make one that nobody ever published.
create or replace function app.exchange_rate(from_currency text, to_currency text, for_day date)
returns table (rate numeric, day date)
language sql stable set search_path = '' as $$
  -- Banks rest at most five days in a row (Easter); a gap of more than a week is our fault, and no rate is better then.
  select round(t.rate::numeric(40, 20) / f.rate, 16), f.day
  from public.exchange_rates as f
  inner join public.exchange_rates as t on t.day = f.day and t.currency = to_currency
  where f.currency = from_currency and f.day between for_day - 7 and for_day
  order by f.day desc limit 1
$$;

comment on function app.exchange_rate(text, text, date) is
'What one unit of a currency is in another one, by the reference rates of the day, or of the last one of the week before '
'that has them; no row where there are none. To 16 decimals.';
