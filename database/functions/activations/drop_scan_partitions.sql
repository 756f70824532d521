-- owner: app_owner
-- The owner's, as its sister that makes partitions. It takes a date, never a name.
create or replace function app.drop_scan_partitions(before date) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  -- Whatever is asked: reviews, limits and what a gate sends late look back some days.
  first_kept constant date := least(before, (now() at time zone 'UTC')::date - 7);
  dropped integer := 0;
  partition text;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'public.scans'::regclass and c.relname < 'scans_' || to_char(first_kept, 'YYYYMMDD')
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

comment on function app.drop_scan_partitions(date) is 'Drops days (UTC) of scans that were over before `before`, never the last seven; how many.';

grant execute on function app.drop_scan_partitions(date) to service;
