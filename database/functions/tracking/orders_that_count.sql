-- In one place for every figure. No SET, so that it is planned as part of the statement that asks.
create or replace function app.orders_that_count() returns setof public.conversions
language sql stable as $$
  select c.* from public.conversions as c
$$;

comment on function app.orders_that_count() is 'Orders that figures count, each at its `value` on the day of `converted_at`.';
