-- From raw events, which only a brand may read; of those, this tells a creator what came through their own links.
create or replace function app.break_down_clicks(
  campaign_id uuid, dimension text, first_day date, last_day date, creator_user_id uuid, tracking_link_id uuid
) returns table (name text, clicks bigint)
language sql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
  select
    case dimension
      when 'referrer' then coalesce(nullif(e.referrer, ''), 'direct')
      when 'device' then coalesce(u.device, 'unknown')
      when 'browser' then coalesce(u.browser, 'unknown')
      when 'country' then coalesce(e.metadata ->> 'country', 'unknown')
    end,
    count(*)
  from app.visits_of_people(
    first_day::timestamp at time zone 'UTC', (last_day + 1)::timestamp at time zone 'UTC',
    array[break_down_clicks.campaign_id]
  ) as e
  left join public.user_agents as u on u.user_agent = e.user_agent
  where e.event_type = 'click'
    and (break_down_clicks.creator_user_id is null or e.creator_user_id = break_down_clicks.creator_user_id)
    and (break_down_clicks.tracking_link_id is null or e.tracking_link_id = break_down_clicks.tracking_link_id)
    and (auth.is_privileged() or e.brand_id = any(auth.brand_ids()) or e.creator_user_id = auth.uid())
  group by 1
  order by 2 desc, 1
  limit case when dimension in ('referrer', 'browser') then 10 end
$$;

comment on function app.break_down_clicks(uuid, text, date, date, uuid, uuid) is
'Clicks by people of a span of days (UTC) by referrer or browser (the ten most frequent), device or country, of a '
'creator or a link where one is named, for whoever may see the figures.';

grant execute on function app.break_down_clicks(uuid, text, date, date, uuid, uuid) to authenticated, admin, service;
