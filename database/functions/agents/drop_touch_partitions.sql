-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name. Whatever is asked: today's touches need their
-- partition.
create or replace function app.drop_touch_partitions(before date) returns integer
language sql security definer set search_path = '' set lock_timeout = '2s' as $$
  select app.drop_partitions('referral_touches', to_char(least(before, (now() at time zone 'UTC')::date), 'YYYYMM'))
$$;

comment on function app.drop_touch_partitions(date) is
'Drops months of referral_touches that were over before `before`; how many.';

grant execute on function app.drop_touch_partitions(date) to service;
