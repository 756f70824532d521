-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name. Whatever is asked: what app.record_fact takes
-- needs its partition.
create or replace function app.drop_fact_partitions(before date) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  select app.drop_partitions('reward_facts', to_char(least(before, (now() at time zone 'UTC')::date - 400), 'YYYYMM'))
$$;

comment on function app.drop_fact_partitions(date) is
'Drops months of reward_facts that were over before `before`, and more than 400 days ago; how many.';

grant execute on function app.drop_fact_partitions(date) to service;
