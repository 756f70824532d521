-- owner: app_owner
-- As its sister of tracking_events: only an owner makes partitions. It takes a date and a number, never names, and a short lock.
-- In the kernel, because the migration of referral_touches makes the first months with it.
create or replace function app.make_touch_partitions(first_day date, months integer) returns integer
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
    made := made + app.make_partition('referral_touches', to_char(this_month, 'YYYYMM'), this_month, next_month);
    this_month := next_month;
  end loop;
  return made;
end
$$;

comment on function app.make_touch_partitions(date, integer) is
'Partitions of referral_touches for `months` months from that of `first_day`; how many were missing.';

grant execute on function app.make_touch_partitions(date, integer) to service;
