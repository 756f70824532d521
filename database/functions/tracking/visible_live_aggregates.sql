-- Repeats what the policy of tracking_aggregates says, because raw events are nobody's to read but a brand's.
create or replace function app.visible_live_aggregates(campaign_ids uuid[]) returns setof public.tracking_aggregates
language sql stable security definer set search_path = '' as $$
  select * from app.live_aggregates(campaign_ids) as f
  where auth.is_privileged() or f.brand_id = any(auth.brand_ids()) or f.creator_user_id = auth.uid()
$$;

comment on function app.visible_live_aggregates(uuid[]) is
'app.live_aggregates for whoever asks: a brand its campaigns, a creator what came through their links.';

grant execute on function app.visible_live_aggregates(uuid[]) to authenticated, admin, service;
