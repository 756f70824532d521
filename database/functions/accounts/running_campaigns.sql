-- "Something is open" helps nobody who does not know where.
create or replace function app.running_campaigns(brand_ids uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'obstacle', 'running_campaigns', 'campaign_id', s.id, 'name', s.name
  ) order by s.id), '[]')
  from (
    select c.id, c.name from public.campaigns as c
    where c.brand_id = any(running_campaigns.brand_ids) and c.status in ('active', 'paused')
    order by c.id limit 20
  ) as s
$$;

comment on function app.running_campaigns(uuid[]) is
'The campaigns behind the obstacle running_campaigns, which may be completed or cancelled: the first twenty of these brands.';
