-- As app.make_partition, for nobody else: the functions that let others do it take no name of a table.
create or replace function app.make_day_partitions(parent text, first_day date, days integer) returns integer
language plpgsql set search_path = '' as $$
declare
  made integer := 0;
  this_day date;
begin
  if days not between 1 and 400 then
    raise exception using errcode = '22023', message = 'between 1 and 400 days';
  end if;
  for this_day in select first_day + n.n from generate_series(0, days - 1) as n (n) loop
    made := made + app.make_partition(parent, to_char(this_day, 'YYYYMMDD'), this_day, this_day + 1);
  end loop;
  return made;
end
$$;

comment on function app.make_day_partitions(text, date, integer) is
'Partitions of a table of ours (app.make_partition) for `days` days from `first_day`; how many were missing.';

grant execute on function app.make_day_partitions(text, date, integer) to app_owner;
