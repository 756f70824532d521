-- The registry of what is ranked: a branch a key. Only what is above nothing; whose account is not active has no place.
create or replace function app.leaderboard_values(
  key text, since timestamptz, until timestamptz, only_user_id uuid default null
) returns table (user_id uuid, value bigint)
language sql stable security definer set search_path = '' rows 100000 as $$
  with counted as (
    select a.user_id, a.amount as value
    from public.reward_awards as a
    inner join public.reward_programs as p on p.id = a.program_id and p.brand_id is null
    where leaderboard_values.key = 'points' and a.kind = 'points' and a.status not in ('revoked', 'failed')
      and a.granted_at >= since and a.granted_at < until and (only_user_id is null or a.user_id = only_user_id)
    union all
    select u.user_id, case when leaderboard_values.key = 'points' then u.points else 1 end
    from public.user_achievements as u
    where leaderboard_values.key in ('achievements', 'points') and u.revoked_at is null
      and u.awarded_at >= since and u.awarded_at < until and (only_user_id is null or u.user_id = only_user_id)
    union all
    select d.creator_user_id, 1
    from (
      select distinct e.creator_user_id, e.deal_id from public.escrows as e
      where leaderboard_values.key = 'deals' and e.released_amount > 0
        and e.released_at >= since and e.released_at < until and (only_user_id is null or e.creator_user_id = only_user_id)
    ) as d
  )
  select c.user_id, sum(c.value)::bigint
  from counted as c
  inner join auth.users as u on u.id = c.user_id and u.status = 'active'
  group by c.user_id
  having sum(c.value) > 0
$$;

comment on function app.leaderboard_values(text, timestamptz, timestamptz, uuid) is
'What people are ranked by, from a moment on until before another (of one person, or of all): points (of the platform''s programs, and of '
'achievements), achievements (levels unlocked), deals (as a creator, with something released). Nothing for another key.';
