-- owner: app_owner
-- Reports from aggregates. INVOKER: whoever may not see a participant gets no row.
create or replace function app.get_creator_campaign_performance(creator_user_id uuid, campaign_id uuid)
returns table (
  total_clicks bigint, unique_clicks bigint, total_views bigint, total_conversions bigint, conversion_value bigint,
  conversion_rate numeric
)
language sql stable set search_path = '' as $$
  select
    coalesce(sum(a.total_clicks), 0)::bigint, coalesce(sum(a.unique_clicks), 0)::bigint,
    coalesce(sum(a.total_views), 0)::bigint, coalesce(sum(a.total_conversions), 0)::bigint,
    coalesce(sum(a.conversion_value), 0)::bigint,
    round(coalesce(sum(a.total_conversions), 0)::numeric / nullif(sum(a.unique_clicks), 0), 4)
  from public.tracking_aggregates as a
  where a.campaign_id = get_creator_campaign_performance.campaign_id
    and a.creator_user_id = get_creator_campaign_performance.creator_user_id
  having exists (
    select from public.campaign_participants as p
    where p.campaign_id = get_creator_campaign_performance.campaign_id
      and p.creator_user_id = get_creator_campaign_performance.creator_user_id
  )
$$;

comment on function app.get_creator_campaign_performance(uuid, uuid) is
'Figures of one participant; conversion rate = conversions / unique clicks. No row for who does not take part, or whom '
'the actor may not see.';

grant execute on function app.get_creator_campaign_performance(uuid, uuid) to authenticated, admin, service;
