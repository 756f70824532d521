-- Visits of a queue, each stored once however often it is delivered; those that come late are counted after all.
create or replace function app.store_visits(visits json) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  stored timestamptz[];
begin
  -- PostgreSQL reads the JSON itself: an array per column costs Python more than PostgreSQL needs to insert.
  with fresh as (
    insert into public.tracking_events (
      id, created_at, event_type, tracking_link_id, campaign_id, brand_id, creator_user_id, visitor_ip_hash, user_agent,
      referrer, metadata, is_scan
    )
    select
      s.id, s.at, s.type, s.link, s.campaign, s.brand, s.creator, s.visitor, s.agent, app.referrer_host(s.referrer),
      app.visit_metadata(s.country), s.type = 'click' and coalesce(s.scan, false)
    from json_to_recordset(visits) as s (
      id uuid, at timestamptz, type text, link uuid, campaign uuid, brand uuid, creator uuid, visitor uuid, agent text,
      referrer text, country text, scan boolean
    )
    on conflict (id, created_at) do nothing returning created_at
  )
  select array_agg(f.created_at) into stored from fresh as f;
  perform app.count_again(stored);
  return coalesce(cardinality(stored), 0);
end
$$;

comment on function app.store_visits(json) is
'Stores a JSON array of visits from the queue; how many were new. Their days must have partitions.';

grant execute on function app.store_visits(json) to service;
