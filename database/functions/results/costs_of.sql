-- owner: app_owner
-- What clicks and orders cost, and what came back, in one place: for campaigns, creators and the lines of a report.
create or replace function app.costs_of(spend bigint, clicks bigint, conversions bigint, conversion_value bigint)
returns table (
  cost_per_click bigint, cost_per_conversion bigint, return_on_spend numeric, return_on_investment numeric
)
language sql immutable parallel safe set search_path = '' as $$
  select
    app.quotient(spend, clicks, 1, 0)::bigint, app.quotient(spend, conversions, 1, 0)::bigint,
    app.quotient(conversion_value, spend, 1, 4), app.quotient(conversion_value - spend, spend, 1, 4)
$$;

comment on function app.costs_of(bigint, bigint, bigint, bigint) is
'Costs in minor units, returns with four decimals; NULL where there is nothing to divide by.';

grant execute on function app.costs_of(bigint, bigint, bigint, bigint) to authenticated, admin, service;
