-- Visits of a queue, each stored once however often it is delivered. Those of past days mark their days for the nightly
-- aggregation; a mark that is there is locked, not rewritten: an aggregation must not take it away before these
-- visits are there to be counted.
create or replace function app.store_visits(visits json) returns bigint
language sql volatile security definer set search_path = '' as $$
  with sent as (
    -- PostgreSQL reads the JSON itself: an array per column costs Python more than PostgreSQL needs to insert.
    select * from json_to_recordset(visits) as v (
      id uuid, at timestamptz, type text, link uuid, campaign uuid, brand uuid, creator uuid, visitor uuid, agent text,
      referrer text, country text
    )
  ),
  stored as (
    insert into public.tracking_events (
      id, created_at, event_type, tracking_link_id, campaign_id, brand_id, creator_user_id, visitor_ip_hash, user_agent,
      referrer, metadata
    )
    select
      s.id, s.at, s.type, s.link, s.campaign, s.brand, s.creator, s.visitor, s.agent, app.referrer_host(s.referrer),
      app.visit_metadata(s.country)
    from sent as s
    on conflict (id, created_at) do nothing returning created_at
  ),
  late as (
    insert into public.tracking_late_days (day)
    select distinct (s.created_at at time zone 'UTC')::date from stored as s
    where s.created_at < date_trunc('day', now(), 'UTC') order by 1
    on conflict (day) do update set created_at = excluded.created_at where false
  )
  select count(*) from stored
$$;

comment on function app.store_visits(json) is
'Stores a JSON array of visits from the queue; how many were new. Their days must have partitions.';

grant execute on function app.store_visits(json) to service;
