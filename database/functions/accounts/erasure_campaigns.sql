-- Campaigns that somebody else of the brand can run are not theirs to end.
create or replace function app.erasure_campaigns(user_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with open as (
    select c.id, c.name, p.id as participant_id
    from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
    where p.creator_user_id = erasure_campaigns.user_id and p.status = 'active' and c.status in ('active', 'paused')
    order by c.id limit 20
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'obstacle', 'open_participations', 'campaign_id', o.id, 'name', o.name, 'participant_id', o.participant_id
  ) order by o.id), '[]') || app.running_campaigns(array(
    select m.brand_id from public.brand_memberships as m
    where m.user_id = erasure_campaigns.user_id and m.status = 'active' and not exists (
      select from public.brand_memberships as o inner join auth.users as u on u.id = o.user_id
      where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active' and u.status = 'active'
    )
  ))
  from open as o
$$;

comment on function app.erasure_campaigns(uuid) is
'The campaigns behind open_participations (with the participant who may leave), then those behind running_campaigns, the '
'first twenty of each.';
