-- What became of a deal or a campaign, and what lies in an inbox: as it is now, to those whom it concerns now.
create or replace function app.subject_hearers(payload jsonb) returns table (user_id uuid, event jsonb)
language sql stable security definer set search_path = '' as $$
  select n.user_id, jsonb_build_object(
    'notification_id', n.id, 'category', n.category, 'notification_type', n.type, 'title', n.title
  )
  from jsonb_path_query(payload, '$.notification_ids[*]') as told
  inner join public.notifications as n on n.id = app.id_in(jsonb_build_object('id', told), 'id')
  union all
  select side.user_id, jsonb_strip_nulls(jsonb_build_object(
    'deal_id', d.id, 'gig_id', d.gig_id, 'status', d.status, 'escrow_id', e.id, 'escrow_status', e.status
  ))
  from public.deals as d
  left join public.escrows as e on e.deal_id = d.id and e.id = app.id_in(payload, 'escrow_id')
  cross join lateral (
    select d.creator_user_id union select m from app.members_with(d.brand_id, 'read') as m
  ) as side (user_id)
  where d.id = app.id_in(payload, 'deal_id')
  union all
  select side.user_id, jsonb_build_object('campaign_id', c.id, 'status', c.status)
  from public.campaigns as c
  cross join lateral (
    select p.creator_user_id from public.campaign_participants as p
    where p.campaign_id = c.id and p.status in ('active', 'completed')
    union
    select m from app.members_with(c.brand_id, 'read') as m
  ) as side (user_id)
  where c.id = app.id_in(payload, 'campaign_id')
$$;

comment on function app.subject_hearers(jsonb) is
'Who is to hear of notification.created, deal.status or campaign.status, and what.';
