-- A thousand yen and ten dollars are both worth a transfer: one number is not. Where nobody thought of a currency, the
-- number for all is worth as much as in one with cents.
create or replace function app.amount_setting(key text, currency text) returns bigint
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (app.setting(amount_setting.key || '_' || amount_setting.currency) #>> '{}')::bigint,
    trunc((app.setting(amount_setting.key || '_amount') #>> '{}')::numeric * ('1e' || coalesce(max(c.minor_digits), 2) - 2)::numeric)
  )::bigint
  from public.currencies as c
  where c.code = amount_setting.currency
$$;

comment on function app.amount_setting(text, text) is
'An amount in minor units of a currency: the setting <key>_<currency>, else <key>_amount, which counts in a currency with '
'two decimals, rounded down.';
