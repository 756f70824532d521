-- From ten in the evening to eight in the morning nobody is mailed that messages wait.
create or replace function app.is_quiet(as_of timestamptz, time_zone text) returns boolean
language sql stable set search_path = ''
return (as_of at time zone time_zone)::time not between '08:00' and '21:59:59.999999';

comment on function app.is_quiet(timestamptz, text) is 'Whether it is between 22:00 and 08:00 there.';

grant execute on function app.is_quiet(timestamptz, text) to service;
