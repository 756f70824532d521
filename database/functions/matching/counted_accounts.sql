-- What we may no longer read says less every day; what a platform withholds from us for a day is not the creator's doing.
create or replace function app.counted_accounts(user_id uuid, as_of timestamptz)
returns table (platform_bit smallint, followers bigint, engagement_points smallint, merit bigint, is_known boolean,
  recount_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select
    app.platform_bits(array[a.platform]), a.follower_count,
    app.engagement_points(a.platform, a.follower_count, a.engagement_rate),
    app.engagement_merit(a.platform, a.follower_count, a.engagement_rate),
    a.engagement_rate > 0 or a.last_synced_at is not null,
    l.lapses_at
  from public.social_accounts as a
  cross join lateral (
    select coalesce(a.last_synced_at, a.created_at) + interval '30 days' as lapses_at where a.status <> 'connected'
    union all
    select null where a.status = 'connected'
  ) as l
  where a.user_id = counted_accounts.user_id and a.status <> 'revoked'
    and (l.lapses_at is null or l.lapses_at > counted_accounts.as_of)
$$;

comment on function app.counted_accounts(uuid, timestamptz) is
'Accounts of a creator whose figures count: connected ones, and for 30 days after they were last read those that '
'expired or failed (recount_at: until when).';
