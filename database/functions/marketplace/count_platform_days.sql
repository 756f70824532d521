-- One pass over what happened in the span; of people, over all who were there before. Days are UTC days, of the time that a
-- row was written with. It reads as its caller may: administrators and the service.
create or replace function app.count_platform_days(first_day date, last_day date) returns table (
  date date, total_users integer, total_artists integer, total_influencers integer, active_users_daily integer,
  jobs_created integer, jobs_closed integer, total_influencer_claims integer, system_events_logged integer,
  escrow_events_logged integer
)
language sql stable set search_path = '' as $$
  with span as materialized (
    select first_day::timestamp at time zone 'UTC' as since, (last_day + 1)::timestamp at time zone 'UTC' as until
  ),
  happened (at, what, counts) as (
    select u.created_at, 'user', 1 from auth.users as u, span as s where u.created_at < s.until
    union all
    select l.created_at, 'user', -1 from public.user_status_log as l, span as s
    where l.to_status = 'deleted' and l.created_at < s.until
    union all
    select r.created_at, r.role, 1 from public.user_roles as r, span as s
    where r.role in ('brand', 'creator') and r.created_at < s.until
    union all
    select g.created_at, 'gig', 1 from public.gigs as g, span as s
    where g.created_at >= s.since and g.created_at < s.until
    union all
    select g.closed_at, 'closing', 1 from public.gigs as g, span as s
    where g.closed_at >= s.since and g.closed_at < s.until
    union all
    select d.created_at, 'claim', 1 from public.deals as d, span as s
    where d.gig_id is not null and d.created_at >= s.since and d.created_at < s.until
    union all
    select b.at, 'blocked', 1 from public.blocked_attempts as b, span as s where b.at >= s.since and b.at < s.until
    union all
    select e.created_at, 'event', 1 from public.escrow_events as e, span as s
    where e.created_at >= s.since and e.created_at < s.until
  ),
  counted as (
    select
      greatest((h.at at time zone 'UTC')::date, first_day) as day,
      sum(h.counts) filter (where h.what = 'user') as users, sum(h.counts) filter (where h.what = 'brand') as artists,
      sum(h.counts) filter (where h.what = 'creator') as influencers, count(*) filter (where h.what = 'gig') as gigs,
      count(*) filter (where h.what = 'closing') as closings, count(*) filter (where h.what = 'claim') as claims,
      count(*) filter (where h.what = 'blocked') as blocked, count(*) filter (where h.what = 'event') as events
    from happened as h group by 1
  ),
  acted (day, user_id) as (
    select (a.created_at at time zone 'UTC')::date, a.user_id from public.audit_logs as a, span as s
    where a.user_id is not null and a.created_at >= s.since and a.created_at < s.until
    union
    select (e.created_at at time zone 'UTC')::date, e.actor_user_id from public.escrow_events as e, span as s
    where e.actor_user_id is not null and e.created_at >= s.since and e.created_at < s.until
  ),
  active as (
    select a.day, count(*) as people from acted as a group by a.day
  )
  select
    d.day, coalesce(sum(c.users) over so_far, 0)::integer, coalesce(sum(c.artists) over so_far, 0)::integer,
    coalesce(sum(c.influencers) over so_far, 0)::integer, coalesce(a.people, 0)::integer, coalesce(c.gigs, 0)::integer,
    coalesce(c.closings, 0)::integer, coalesce(c.claims, 0)::integer, coalesce(c.blocked, 0)::integer,
    coalesce(c.events, 0)::integer
  from (
    select first_day + n.n as day from generate_series(0, last_day - first_day) as n (n)
  ) as d
  left join counted as c on c.day = d.day
  left join active as a on a.day = d.day
  window so_far as (order by d.day)
$$;

comment on function app.count_platform_days(date, date) is
'Figures of each day (UTC) of a span, both ends included: users that are not deleted, brand users (artists) and creators '
'(influencers) at its end; people in audit_logs or escrow_events (active); gigs made and closed (jobs), deals out of gigs (claims), '
'blocked_attempts (system events), escrow_events.';

grant execute on function app.count_platform_days(date, date) to admin, service;
