-- owner: app_owner
-- As its sisters: only an owner makes partitions. It takes a date and a number, never names, and a short lock.
-- In the kernel, because the migration of reward_facts makes the first months with it.
create or replace function app.make_fact_partitions(first_day date, months integer) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  select app.make_month_partitions('reward_facts', first_day, months)
$$;

comment on function app.make_fact_partitions(date, integer) is
'Partitions of reward_facts for `months` months from that of `first_day`; how many were missing.';

grant execute on function app.make_fact_partitions(date, integer) to service;
