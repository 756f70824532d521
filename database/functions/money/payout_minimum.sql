create or replace function app.payout_minimum(currency text) returns bigint
language sql stable security definer set search_path = ''
return app.amount_setting('payout_minimum', payout_minimum.currency);

comment on function app.payout_minimum(text) is
'The smallest payout in a currency, in its minor units (app.amount_setting).';
