-- Reckoned on the clock of the place, where a night may last an hour more or less, and a day may be missing.
create or replace function app.next_morning(as_of timestamptz, time_zone text) returns timestamptz
language sql stable set search_path = ''
return (
  (as_of at time zone time_zone)::date
  + case when (as_of at time zone time_zone)::time < '08:00' then 0 else 1 end
  + time '08:00'
) at time zone time_zone;

comment on function app.next_morning(timestamptz, text) is 'When it is 08:00 next there.';

grant execute on function app.next_morning(timestamptz, text) to service;
