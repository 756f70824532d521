-- migrate:up
set local lock_timeout = '3s';

-- What a user agent is, looked up once by a maintained library instead of at every click.
create table user_agents (
  user_agent text constraint user_agents_pkey primary key,
  device text not null,
  browser text not null,
  os text not null,
  is_bot boolean not null,
  created_at timestamptz not null default now(),
  constraint user_agents_fit check (length(user_agent) <= 512),
  constraint user_agents_device_is_known check (device in ('desktop', 'mobile', 'tablet', 'bot', 'unknown'))
);
alter table user_agents enable row level security;
alter table user_agents force row level security;
create index user_agents_of_bots on user_agents (user_agent) where is_bot;
create policy user_agents_readers on user_agents for select to authenticated, admin using (true);
create policy user_agents_service on user_agents to service using (true) with check (true);
create policy user_agents_internal on user_agents for select to app_internal using (true);
grant select on user_agents to authenticated, admin, app_internal;
grant select, insert on user_agents to service;
comment on table user_agents is 'Device, browser, system and bot flag of every user agent seen.';

-- Days whose events came after their aggregation (a queue that was held up); the daily job does them again.
create table tracking_late_days (
  day date constraint tracking_late_days_pkey primary key,
  created_at timestamptz not null default now()
);
alter table tracking_late_days enable row level security;
alter table tracking_late_days force row level security;
create policy tracking_late_days_service on tracking_late_days to service using (true) with check (true);
create policy tracking_late_days_internal on tracking_late_days to app_internal using (true) with check (true);
grant select, insert, delete on tracking_late_days to service, app_internal;
comment on table tracking_late_days is 'Past days (UTC) that wait to be aggregated again.';

set local role app_internal;

create function app.unknown_user_agents(target_date date, batch integer) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct e.user_agent from public.tracking_events as e
  where e.created_at >= target_date::timestamp at time zone 'UTC'
    and e.created_at < (target_date + 1)::timestamp at time zone 'UTC'
    and not exists (select from public.user_agents as known where known.user_agent = e.user_agent)
  limit batch
$$;
comment on function app.unknown_user_agents(date, integer) is 'User agents of a day (UTC) that nobody has classified yet.';

create function app.aggregate_tracking_events(target_date date) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  from_time constant timestamptz := target_date::timestamp at time zone 'UTC';
  to_time constant timestamptz := (target_date + 1)::timestamp at time zone 'UTC';
  aggregated bigint;
begin
  with hourly as (
    -- One row per link, clock hour and visitor: that is what counts once as unique. Three keys, not six, because a
    -- link tells campaign, brand and creator: the rows are hashed in less than half the time that sorting them takes.
    select
      e.tracking_link_id, date_bin('1 hour', e.created_at, from_time) as clock_hour, e.visitor_ip_hash,
      count(*) filter (where e.event_type = 'click') as clicks,
      count(*) filter (where e.event_type = 'view') as views
    from public.tracking_events as e
    where e.created_at >= from_time and e.created_at < to_time
      and e.user_agent not in (select b.user_agent from public.user_agents as b where b.is_bot)
    group by 1, 2, 3
  ),
  by_link as (
    select
      h.tracking_link_id, sum(h.clicks) as clicks, count(*) filter (where h.clicks > 0) as uniques,
      sum(h.views) as views
    from hourly as h group by 1
  ),
  seen as (
    -- Links go with a deleted draft, their events stay until retention: an inner join leaves those out.
    select
      l.campaign_id, l.brand_id, l.creator_user_id, sum(b.clicks) as clicks, sum(b.uniques) as uniques,
      sum(b.views) as views
    from by_link as b inner join public.tracking_links as l on l.id = b.tracking_link_id
    group by 1, 2, 3
  ),
  bought as (
    select c.campaign_id, c.brand_id, c.creator_user_id, count(*) as orders, sum(c.value) as value
    from public.conversions as c
    where c.converted_at >= from_time and c.converted_at < to_time
    group by 1, 2, 3
  ),
  fresh as (
    select
      f.campaign_id, f.brand_id, f.creator_user_id, sum(f.clicks)::bigint as clicks,
      sum(f.uniques)::bigint as uniques, sum(f.views)::bigint as views, sum(f.orders)::bigint as orders,
      sum(f.value)::bigint as value
    from (
      select s.campaign_id, s.brand_id, s.creator_user_id, s.clicks, s.uniques, s.views, 0 as orders, 0 as value
      from seen as s
      union all
      select b.campaign_id, b.brand_id, b.creator_user_id, 0, 0, 0, b.orders, b.value from bought as b
    ) as f
    group by 1, 2, 3
  ),
  gone as (
    delete from public.tracking_aggregates as a
    where a.aggregate_date = target_date and not exists (
      select from fresh as f
      where f.campaign_id = a.campaign_id and f.creator_user_id is not distinct from a.creator_user_id
    )
  ),
  written as (
    insert into public.tracking_aggregates as a (
      campaign_id, brand_id, creator_user_id, aggregate_date, total_clicks, unique_clicks, total_views,
      total_conversions, conversion_value
    )
    select
      f.campaign_id, f.brand_id, f.creator_user_id, target_date, f.clicks, f.uniques, f.views, f.orders, f.value
    from fresh as f
    on conflict on constraint tracking_is_aggregated_once_a_day do update
      set total_clicks = excluded.total_clicks, unique_clicks = excluded.unique_clicks,
        total_views = excluded.total_views, total_conversions = excluded.total_conversions,
        conversion_value = excluded.conversion_value
      where (a.total_clicks, a.unique_clicks, a.total_views, a.total_conversions, a.conversion_value)
        is distinct from (
          excluded.total_clicks, excluded.unique_clicks, excluded.total_views, excluded.total_conversions,
          excluded.conversion_value
        )
  )
  select coalesce(sum(f.clicks + f.views + f.orders), 0) into aggregated from fresh as f;
  delete from public.tracking_late_days as l where l.day = target_date;
  return aggregated;
end
$$;
comment on function app.aggregate_tracking_events(date) is
'Writes the aggregates of a day (UTC) and returns how many events they count; again, it gives the same rows. Bots do '
'not count; clicks of one visitor on one link within one clock hour are one unique click.';
grant execute on function app.unknown_user_agents(date, integer), app.aggregate_tracking_events(date) to service;
reset role;

-- The owner's, as its sister that makes partitions. It takes a date, never a name.
create function app.drop_tracking_partitions(before date) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  -- Whatever is asked: today's clicks need their partition.
  first_kept constant date := least(before, (now() at time zone 'UTC')::date);
  dropped integer := 0;
  partition text;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'public.tracking_events'::regclass
      and c.relname < 'tracking_events_' || to_char(first_kept, 'YYYYMMDD')
  loop
    execute format('drop table public.%I', partition);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;
comment on function app.drop_tracking_partitions(date) is 'Drops whole days of tracking_events before `before`; how many.';
grant execute on function app.drop_tracking_partitions(date) to service;

set local role app_internal;
create function app.delete_tracking_hash_keys(before date) returns integer
language sql security definer set search_path = '' as $$
  with gone as (delete from public.tracking_hash_keys as k where k.day < before returning 1)
  select count(*)::integer from gone
$$;
comment on function app.delete_tracking_hash_keys(date) is 'Forgets the keys of days before `before`; how many.';
grant execute on function app.delete_tracking_hash_keys(date) to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.delete_tracking_hash_keys(date);
reset role;
drop function app.drop_tracking_partitions(date);
set local role app_internal;
drop function app.aggregate_tracking_events(date);
drop function app.unknown_user_agents(date, integer);
reset role;
drop table tracking_late_days;
drop table user_agents;
