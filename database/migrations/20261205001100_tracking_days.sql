-- migrate:up
set local lock_timeout = '3s';

-- In a transaction of its own: it reads all events, and stops nobody from writing more.
alter table tracking_events validate constraint tracking_events_scans_are_clicks;

-- Which days are counted, and from how many visits: figures are never made again from fewer, because raw events go and
-- what they came to stays. A day without a row is counted when it is asked about, and by the next night.
create table tracking_days (
  day date constraint tracking_days_pkey primary key,
  visits bigint not null,
  aggregated_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint tracking_days_visits_are_not_negative check (visits >= 0)
);
alter table tracking_days enable row level security;
alter table tracking_days force row level security;
create policy tracking_days_service on tracking_days for select to service using (true);
create policy tracking_days_internal on tracking_days to app_internal using (true) with check (true);
grant select on tracking_days to service, app_internal;
grant insert, update on tracking_days to app_internal;
comment on table tracking_days is
'Days (UTC) whose visits are in the aggregates: when they were counted, and how many raw ones, programs included.';

-- Of days before: what was counted then is the least that there was.
alter table tracking_aggregates no force row level security;
insert into tracking_days (day, visits)
select
  a.aggregate_date,
  sum(a.total_clicks + a.total_views) as visits
from tracking_aggregates as a
where a.aggregate_date < (now() at time zone 'UTC')::date
group by 1;
alter table tracking_aggregates force row level security;

-- A mark for the night: orders of the day changed, or visits came late, too. Marks of before are of visits.
alter table tracking_late_days add column visits boolean not null default false;
alter table tracking_late_days no force row level security;
update tracking_late_days set visits = true
where not visits;
alter table tracking_late_days force row level security;
grant update (visits) on tracking_late_days to app_internal;
comment on table tracking_late_days is
'Past days (UTC) that wait to be aggregated again: their orders, and where `visits` their clicks and views.';

-- A day is counted in hours, so that no statement is as long as the day is busy.
create table tracking_hours (
  hour timestamptz constraint tracking_hours_pkey primary key,
  counted_at timestamptz,
  visits bigint not null default 0,
  created_at timestamptz not null default now(),
  constraint tracking_hours_are_whole check (hour = date_trunc('hour', hour, 'UTC')),
  constraint tracking_hours_visits_are_not_negative check (visits >= 0)
);
alter table tracking_hours enable row level security;
alter table tracking_hours force row level security;
create policy tracking_hours_internal on tracking_hours to app_internal using (true) with check (true);
grant select, insert, update, delete on tracking_hours to app_internal;
comment on table tracking_hours is
'Hours of days that are not in the aggregates yet. Counted: its figures hold; not: its raw events are asked.';

create table tracking_hour_figures (
  hour timestamptz not null
  constraint tracking_hour_figures_belong_to_an_hour references tracking_hours (hour) on delete cascade,
  tracking_link_id uuid not null
  constraint tracking_hour_figures_belong_to_a_link references tracking_links (id) on delete cascade,
  clicks bigint not null,
  unique_clicks bigint not null,
  scans bigint not null,
  views bigint not null,
  created_at timestamptz not null default now(),
  constraint tracking_hour_figures_pkey primary key (hour, tracking_link_id),
  constraint tracking_hour_figures_are_of_clicks
  check (unique_clicks between 0 and clicks and scans between 0 and clicks and views >= 0)
);
alter table tracking_hour_figures enable row level security;
alter table tracking_hour_figures force row level security;
create index tracking_hour_figures_of_a_link on tracking_hour_figures (tracking_link_id, hour);
create policy tracking_hour_figures_internal on tracking_hour_figures to app_internal using (true) with check (true);
grant select, insert, delete on tracking_hour_figures to app_internal;
-- NOTE: nobody reads hours: app.tracking_figures adds them up.
comment on table tracking_hour_figures is 'Visits by people, per link and counted hour.';

-- migrate:down
set local lock_timeout = '3s';
drop table tracking_hour_figures;
drop table tracking_hours;
alter table tracking_late_days drop column visits;
drop table tracking_days;
comment on table tracking_late_days is 'Past days (UTC) that wait to be aggregated again.';
