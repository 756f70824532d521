-- The sister of app.make_partition, with the rights of whoever calls it, and for nobody else: the functions that let others drop
-- partitions take a date, never a name.
create or replace function app.drop_partitions(parent text, before text, kept text[] default '{}') returns integer
language plpgsql set search_path = '' as $$
declare
  dropped integer := 0;
  partition text;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = pg_catalog.to_regclass('public.' || parent)
      and c.relname < parent || '_' || drop_partitions.before
      and right(c.relname, length(drop_partitions.before)) <> all(kept)
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

comment on function app.drop_partitions(text, text, text[]) is
'Drops the partitions of a table of ours whose suffix (app.make_partition) is less than another, and none of those that are kept; how many.';

grant execute on function app.drop_partitions(text, text, text[]) to app_owner;
