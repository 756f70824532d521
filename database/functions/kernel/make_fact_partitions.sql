-- owner: app_owner
-- As its sisters: only an owner makes partitions. It takes a date and a number, never names, and a short lock.
-- In the kernel, because the migration of reward_facts makes the first months with it.
create or replace function app.make_fact_partitions(first_day date, months integer) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  made integer := 0;
  this_month date := date_trunc('month', first_day::timestamp)::date;
  next_month date;
begin
  if months not between 1 and 24 then
    raise exception using errcode = '22023', message = 'between 1 and 24 months';
  end if;
  for each_month in 1 .. months loop
    next_month := (this_month + interval '1 month')::date;
    made := made + app.make_partition('reward_facts', to_char(this_month, 'YYYYMM'), this_month, next_month);
    this_month := next_month;
  end loop;
  return made;
end
$$;

comment on function app.make_fact_partitions(date, integer) is
'Partitions of reward_facts for `months` months from that of `first_day`; how many were missing.';

grant execute on function app.make_fact_partitions(date, integer) to service;
