create or replace function app.first_kept_tracking_day() returns date
language sql stable security definer set search_path = ''
return (select min(k.day) from app.kept_tracking_days() as k (day));

comment on function app.first_kept_tracking_day() is 'The first day (UTC) that breakdowns can count.';

grant execute on function app.first_kept_tracking_day() to authenticated, admin, service;
