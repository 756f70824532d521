-- One rule of rounding for every cost and return of a report, exact in whole numbers.
create or replace function app.quotient(dividend bigint, divisor bigint, per bigint, places integer) returns numeric
language sql immutable parallel safe set search_path = ''
return case
  when divisor > 0
    then round(
      floor((2 * dividend::numeric * per * 10::numeric ^ places + divisor) / (2 * divisor::numeric)) / 10::numeric ^ places,
      places
    )
end;

comment on function app.quotient(bigint, bigint, bigint, integer) is
'dividend * per / divisor with so many decimals, halves rounded up; NULL where the divisor is 0 or either is unknown.';

grant execute on function app.quotient(bigint, bigint, bigint, integer) to authenticated, admin, service;
