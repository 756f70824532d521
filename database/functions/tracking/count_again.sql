-- What was counted without these visits is counted anew: days that are over by the next night, hours that are over by the next
-- count. A mark that is there is locked, not rewritten: an aggregation must not take it away before they are there to be
-- counted. Days before hours, as the aggregation locks them.
create or replace function app.count_again(visited timestamptz[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.tracking_late_days as l (day, visits)
  select distinct (v.at at time zone 'UTC')::date, true from unnest(visited) as v (at)
  where v.at < date_trunc('day', now(), 'UTC') order by 1
  on conflict (day) do update set visits = true where not l.visits;
  insert into public.tracking_hours (hour)
  select distinct date_trunc('hour', v.at, 'UTC') from unnest(visited) as v (at)
  where v.at < date_trunc('hour', now(), 'UTC') order by 1
  on conflict (hour) do update set counted_at = null;
end
$$;

comment on function app.count_again(timestamptz[]) is
'Has the past days and hours (UTC) of visits at these moments counted again.';
