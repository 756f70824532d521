-- What no event of late holds is deleted by this date (see the nightly job).
create or replace function app.keep_user_agents_of(target_date date) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  kept integer;
begin
  update public.user_agents as u set last_seen_on = target_date
  where u.last_seen_on < target_date and u.user_agent in (
    select e.user_agent from public.tracking_events as e
    where e.created_at >= target_date::timestamp at time zone 'UTC'
      and e.created_at < (target_date + 1)::timestamp at time zone 'UTC'
  );
  get diagnostics kept = row_count;
  return kept;
end
$$;

comment on function app.keep_user_agents_of(date) is
'Notes that the user agents of a day (UTC) were seen on it; for how many that is news.';

grant execute on function app.keep_user_agents_of(date) to service;
