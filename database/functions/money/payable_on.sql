-- A creator asks when, not how long a hold is. The payouts run daily at 05:30 UTC (infra/topology/payments.py).
create or replace function app.payable_on(available_at timestamptz) returns date
language sql immutable set search_path = ''
return ((payable_on.available_at at time zone 'UTC') - interval '5 hours 30 minutes' - interval '1 microsecond')::date + 1;

comment on function app.payable_on(timestamptz) is
'The day (UTC) of the first run of the payouts at or after the end of an earning''s hold.';

grant execute on function app.payable_on(timestamptz) to authenticated, admin, service;
