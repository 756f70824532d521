-- A campaign that needs two platforms counts what a creator has on both: one line for each such set.
create or replace function app.creator_figures(user_id uuid, as_of timestamptz)
returns table (platform_set smallint, platform_bits smallint, followers bigint, engagement_points smallint,
  merit bigint, engagement_is_known boolean, recount_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with accounts as materialized (
    select a.* from app.counted_accounts(creator_figures.user_id, creator_figures.as_of) as a
  ), owned as (
    select coalesce(bit_or(a.platform_bit), 0::smallint) as bits, min(a.recount_at) as recount_at from accounts as a
  )
  select
    s.platform_set, o.bits, coalesce(sum(a.followers), 0)::bigint, coalesce(max(a.engagement_points), 0::smallint),
    coalesce(max(a.merit), 0), coalesce(bool_or(a.is_known), false), o.recount_at
  from owned as o
  cross join unnest(app.platform_sets(o.bits) || 0::smallint) as s (platform_set)
  left join accounts as a on s.platform_set = 0 or a.platform_bit & s.platform_set <> 0
  group by s.platform_set, o.bits, o.recount_at
$$;

comment on function app.creator_figures(uuid, timestamptz) is
'Followers and best engagement of a creator, for every set of their platforms (bits) and for all of them (0).';
