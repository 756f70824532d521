-- As app.make_partition, for nobody else: the functions that let others do it take no name of a table.
create or replace function app.make_month_partitions(parent text, first_day date, months integer) returns integer
language plpgsql set search_path = '' as $$
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
    made := made + app.make_partition(parent, to_char(this_month, 'YYYYMM'), this_month, next_month);
    this_month := next_month;
  end loop;
  return made;
end
$$;

comment on function app.make_month_partitions(text, date, integer) is
'Partitions of a table of ours (app.make_partition) for `months` months from that of `first_day`; how many were missing.';

grant execute on function app.make_month_partitions(text, date, integer) to app_owner;
