-- What no event of late holds is deleted by this date (see the nightly job).
create or replace function app.keep_user_agents_between(from_time timestamptz, to_time timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
begin
  update public.user_agents as u set last_seen_on = (from_time at time zone 'UTC')::date
  where u.last_seen_on < (from_time at time zone 'UTC')::date and u.user_agent in (
    select e.user_agent from public.tracking_events as e where e.created_at >= from_time and e.created_at < to_time
  );
  get diagnostics kept = row_count;
  return kept;
end
$$;

comment on function app.keep_user_agents_between(timestamptz, timestamptz) is
'Notes that the user agents of a span within a day (UTC) were seen on that day; for how many that is news.';

grant execute on function app.keep_user_agents_between(timestamptz, timestamptz) to service;
