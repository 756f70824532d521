-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name.
create or replace function app.drop_touch_partitions(before date) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  -- Whatever is asked: today's touches need their partition.
  first_kept constant date := date_trunc('month', least(before, (now() at time zone 'UTC')::date)::timestamp)::date;
  dropped integer := 0;
  partition text;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'public.referral_touches'::regclass
      and c.relname < 'referral_touches_' || to_char(first_kept, 'YYYYMM')
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

comment on function app.drop_touch_partitions(date) is
'Drops months of referral_touches that were over before `before`; how many.';

grant execute on function app.drop_touch_partitions(date) to service;
