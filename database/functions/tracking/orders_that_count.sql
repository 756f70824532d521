-- In one place for every figure: what was given back as a whole counts in none. No SET, so that it is planned as part of the
-- statement that asks.
create or replace function app.orders_that_count() returns setof public.conversions
language sql stable as $$
  select c.* from public.conversions as c where c.refunded_at is null
$$;

comment on function app.orders_that_count() is 'Orders that figures count, each at its `value` on the day of `converted_at`.';
