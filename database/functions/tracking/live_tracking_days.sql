-- Today, yesterday until the night is over, and whatever nights were missed: figures of these come from raw events.
create or replace function app.live_tracking_days() returns date[]
language sql stable security definer set search_path = '' as $$
  with today as (select (now() at time zone 'UTC')::date as day)
  select array_agg(d.day order by d.day) from (
    select k.day from app.kept_tracking_days() as k (day), today as t where k.day < t.day
    except select a.day from public.tracking_days as a
    union select t.day from today as t
  ) as d
$$;

comment on function app.live_tracking_days() is
'Days (UTC) up to today that are not in the aggregates; their figures are counted when somebody asks.';

grant execute on function app.live_tracking_days() to authenticated, admin, service, app_owner;
