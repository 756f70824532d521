-- A thousand yen and ten dollars are both worth a transfer: one number is not.
create or replace function app.payout_minimum(currency text) returns bigint
language sql stable security definer set search_path = ''
return coalesce(
  app.setting('payout_minimum_' || payout_minimum.currency) #>> '{}', app.setting('payout_minimum_amount') #>> '{}'
)::bigint;

comment on function app.payout_minimum(text) is
'The smallest payout in a currency, in its minor units: the setting payout_minimum_<currency>, else payout_minimum_amount.';
