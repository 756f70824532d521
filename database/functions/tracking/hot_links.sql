-- What the edge may answer by itself. Definer: the figures of hours that are not in the aggregates yet are nobody's to read.
create or replace function app.hot_links(most integer)
returns table (short_code text, destination_url text, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with counted as (
    select a.tracking_link_id as link_id, a.total_clicks as clicks from public.tracking_aggregates as a
    where a.aggregate_date > (now() at time zone 'UTC')::date - 7 and a.tracking_link_id is not null
    union all
    select f.tracking_link_id, f.clicks from public.tracking_hour_figures as f where f.hour > now() - interval '2 days'
  ),
  hottest as (
    select c.link_id, sum(c.clicks) as clicks from counted as c
    group by c.link_id having sum(c.clicks) > 0 order by 2 desc, 1 limit most
  )
  select l.short_code, l.destination_url, l.expires_at
  from hottest as h inner join public.tracking_links as l on l.id = h.link_id
  where l.disabled_at is null and (l.expires_at is null or l.expires_at > now()) and exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = l.brand_id and m.status = 'active' and u.status = 'active'
  )
  order by h.clicks desc, l.id
$$;

comment on function app.hot_links(integer) is
'The links with the most clicks of the last week and of today''s counted hours, that lead anywhere (app.link_of), at most so many.';

grant execute on function app.hot_links(integer) to service;
