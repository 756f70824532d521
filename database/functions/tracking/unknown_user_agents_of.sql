-- When somebody asks about a campaign, what nobody has looked at yet is looked at first: a report of now and the count of
-- the night agree about who is a program.
create or replace function app.unknown_user_agents_of(campaign_id uuid, batch integer) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct u.user_agent from unnest(app.uncounted_tracking_time()) as r (span)
  cross join lateral app.unknown_user_agents_between(
    lower(r.span), upper(r.span), array[unknown_user_agents_of.campaign_id], batch
  ) as u (user_agent)
  limit batch
$$;

comment on function app.unknown_user_agents_of(uuid, integer) is
'User agents of a campaign''s visits in hours that are not counted, which nobody has classified yet.';

grant execute on function app.unknown_user_agents_of(uuid, integer) to service;
