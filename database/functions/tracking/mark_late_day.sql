-- As app.count_again marks the days of late visits: a mark that is there is locked, so that an aggregation that takes it
-- away comes after this transaction, or this transaction marks the day again.
create or replace function app.mark_late_day(of_moment timestamptz) returns void
language sql volatile set search_path = '' as $$
  insert into public.tracking_late_days (day)
  select (of_moment at time zone 'UTC')::date where of_moment < date_trunc('day', now(), 'UTC')
  on conflict (day) do update set created_at = excluded.created_at where false
$$;

comment on function app.mark_late_day(timestamptz) is
'Lets the orders of a past day (UTC) be counted again: within the hour, at the latest in the next night.';
