-- How full, in the steps that an owner is told of.
create or replace function app.budget_mark(committed bigint, total bigint) returns smallint
language sql immutable parallel safe set search_path = '' as $$
  select case
    when total <= 0 then 0
    when committed >= total then 100
    when committed::numeric * 100 >= total::numeric * 95 then 95
    when committed::numeric * 100 >= total::numeric * 80 then 80
    else 0
  end::smallint
$$;

comment on function app.budget_mark(bigint, bigint) is
'0, 80, 95 or 100: the highest percentage of a budget (total) that what was committed of it has reached.';
