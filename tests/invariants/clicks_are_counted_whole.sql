-- A day that was aggregated, and that no late click marked since, has the figures of a recount of its clicks, link by link;
-- unless its raw events went, all or some.
with days as (
  select t.day from tracking_days as t
  where not exists (select from tracking_late_days as l where l.day = t.day and l.visits)
    and t.visits <= (
      select count(*) from tracking_events as e where e.event_type <> 'conversion'
        and e.created_at >= t.day::timestamp at time zone 'UTC'
        and e.created_at < (t.day + 1)::timestamp at time zone 'UTC'
    )
),
counted as (
  select l.campaign_id, l.creator_user_id, l.id as tracking_link_id, d.day, count(*) as clicks
  from days as d
  inner join tracking_events as e on e.created_at >= d.day::timestamp at time zone 'UTC'
    and e.created_at < (d.day + 1)::timestamp at time zone 'UTC'
  inner join tracking_links as l on l.id = e.tracking_link_id
  where e.event_type = 'click' and (
    e.user_agent not in (select b.user_agent from user_agents as b where b.is_bot)
    or e.id in (select c.click_id from conversions as c)
  )
  group by 1, 2, 3, 4
),
aggregated as (
  select a.campaign_id, a.creator_user_id, a.tracking_link_id, a.aggregate_date as day, a.total_clicks as clicks
  from tracking_aggregates as a inner join days as d on d.day = a.aggregate_date
)
select coalesce(c.day, a.day) as day, coalesce(c.campaign_id, a.campaign_id) as campaign_id,
  coalesce(c.clicks, 0) as counted, coalesce(a.clicks, 0) as aggregated
from counted as c full join aggregated as a
  on (a.campaign_id, a.day) = (c.campaign_id, c.day) and a.creator_user_id is not distinct from c.creator_user_id
  and a.tracking_link_id is not distinct from c.tracking_link_id
where coalesce(c.clicks, 0) <> coalesce(a.clicks, 0);
