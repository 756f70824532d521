-- The one rule of what counts: the hourly count, figures of today and breakdowns ask it, so that a number is the same
-- before and after the night. Programs do not count; who ordered is a person, whatever the user agent says.
-- (docs/decisions/0053-a-day-is-counted-in-hours.md) No definer and no SET, so that it is planned as part of the statement
-- that asks: of one campaign by its index, of all by the partition.
create or replace function app.visits_of_people(from_time timestamptz, to_time timestamptz, campaign_ids uuid[])
returns setof public.tracking_events
language sql stable as $$
  select e.* from public.tracking_events as e
  where e.created_at >= from_time and e.created_at < to_time
    and (campaign_ids is null or e.campaign_id = any(campaign_ids))
    and (
      not exists (select from public.user_agents as b where b.user_agent = e.user_agent and b.is_bot)
      or exists (select from public.conversions as c where c.click_id = e.id)
    )
$$;

comment on function app.visits_of_people(timestamptz, timestamptz, uuid[]) is
'Raw events of people, of the campaigns named or (NULL) of all: clicks and views, and the orders that stand among them.';
