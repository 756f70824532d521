-- Half to even, as the sum of many orders is then neither above nor below what was bought. numeric knows only half away
-- from zero; what is multiplied here is exact, so that a half is one.
create or replace function app.convert_amount(
  amount bigint, rate numeric, from_digits integer, to_digits integer
) returns bigint
language sql immutable parallel safe set search_path = '' as $$
  select (case when abs(c.exact - trunc(c.exact)) = 0.5 then 2 * round(c.exact / 2) else round(c.exact) end)::bigint
  from (
    select amount * rate * ('1e' || (to_digits - from_digits))::numeric as exact
  ) as c
$$;

comment on function app.convert_amount(bigint, numeric, integer, integer) is
'Minor units of one currency as minor units of another one, which have so many decimals; a half goes to the even unit.';
