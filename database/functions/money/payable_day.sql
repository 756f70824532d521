-- A creator asks when, not how long a hold is.
create or replace function app.payable_day(available_at timestamptz, schedule text) returns date
language sql immutable set search_path = ''
return (
  select case schedule
    when 'weekly' then d.day + (8 - extract(isodow from d.day)::integer) % 7
    when 'monthly' then (date_trunc('month', (d.day - 1)::timestamp) + interval '1 month')::date
    else d.day
  end
  from (select app.payable_on(available_at) as day) as d
);

comment on function app.payable_day(timestamptz, text) is
'The day (UTC) of the first run that pays an earning under a schedule, after the end of its hold (app.payout_cutoff); of '
'manual, that from which it can be asked for.';

grant execute on function app.payable_day(timestamptz, text) to authenticated, admin, service;
