-- "Something is open" helps nobody who does not know where. Those that somebody else of the brand can run are not theirs to end.
create or replace function app.erasure_campaigns(user_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with open as (
    select 'open_participations' as obstacle, c.id, c.name, p.id as participant_id
    from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
    where p.creator_user_id = erasure_campaigns.user_id and p.status = 'active' and c.status in ('active', 'paused')
    union all
    select 'running_campaigns', c.id, c.name, null
    from public.brand_memberships as m inner join public.campaigns as c on c.brand_id = m.brand_id
    where m.user_id = erasure_campaigns.user_id and m.status = 'active' and c.status in ('active', 'paused')
      and not exists (
        select from public.brand_memberships as o inner join auth.users as u on u.id = o.user_id
        where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active' and u.status = 'active'
      )
  )
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'obstacle', s.obstacle, 'campaign_id', s.id, 'name', s.name, 'participant_id', s.participant_id
  )) order by s.id), '[]')
  from (select o.* from open as o order by o.id limit 20) as s
$$;

comment on function app.erasure_campaigns(uuid) is
'The campaigns behind open_participations (with the participant who may leave) and running_campaigns (which may be '
'completed or cancelled), the first twenty.';
