-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name.
create or replace function app.drop_fact_partitions(before date) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  -- Whatever is asked: what app.record_fact takes needs its partition.
  first_kept constant date := date_trunc('month', least(before, (now() at time zone 'UTC')::date - 400)::timestamp)::date;
  dropped integer := 0;
  partition text;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'public.reward_facts'::regclass
      and c.relname < 'reward_facts_' || to_char(first_kept, 'YYYYMM')
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

comment on function app.drop_fact_partitions(date) is
'Drops months of reward_facts that were over before `before`, and more than 400 days ago; how many.';

grant execute on function app.drop_fact_partitions(date) to service;
