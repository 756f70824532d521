-- From the catalog: what has a partition is kept.
create or replace function app.kept_tracking_days() returns setof date
language sql stable set search_path = ''
as $$
  select to_date(right(c.relname, 8), 'YYYYMMDD') from pg_catalog.pg_inherits as i
  inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
  where i.inhparent = 'public.tracking_events'::regclass
$$;

comment on function app.kept_tracking_days() is 'The days (UTC) whose raw tracking events have a place.';

grant execute on function app.kept_tracking_days() to service;
