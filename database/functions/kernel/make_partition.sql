-- With the rights of whoever calls it, and for nobody else: only an owner makes partitions, and the functions that let others do it
-- take dates, never names.
create or replace function app.make_partition(parent text, suffix text, first_day date, end_day date) returns integer
language plpgsql set search_path = '' as $$
declare
  partition constant text := make_partition.parent || '_' || suffix;
begin
  if pg_catalog.to_regclass('public.' || partition) is not null then
    return 0;
  end if;
  execute format(
    'create table public.%I partition of public.%I for values from (%L) to (%L)',
    partition, make_partition.parent, first_day::timestamp at time zone 'UTC', end_day::timestamp at time zone 'UTC'
  );
  execute format('alter table public.%I enable row level security', partition);
  execute format('alter table public.%I force row level security', partition);
  return 1;
end
$$;

comment on function app.make_partition(text, text, date, date) is
'The partition parent_suffix of a table of ours, from one day on, before the other (UTC); 1, or 0 where it is there already.';

grant execute on function app.make_partition(text, text, date, date) to app_owner;
