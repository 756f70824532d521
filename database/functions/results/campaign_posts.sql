-- owner: app_owner
-- INVOKER: a brand sees the posts of its campaigns, a creator their own. A post that was handed in twice is one post, and
-- what was spent on either is spent on it.
create or replace function app.campaign_posts(campaign_id uuid, of_creators uuid[], by_creator boolean)
returns table (
  id uuid, creator_user_id uuid, platform text, platform_post_id text, url text, status text, missing_since timestamptz,
  gone_at timestamptz, submissions integer, views bigint, reach bigint, likes bigint, comments bigint, shares bigint,
  saves bigint, engagements numeric, spend bigint, as_of timestamptz
)
language sql stable set search_path = '' as $$
  select distinct on (k.creator_user_id, t.platform, t.platform_post_id)
    first_value(t.id) over (post order by t.id), t.creator_user_id, t.platform, t.platform_post_id, t.url, t.status, t.missing_since, t.gone_at,
    (count(*) over post)::integer, t.views, t.reach, t.likes, t.comments, t.shares, t.saves,
    t.likes::numeric + t.comments + coalesce(t.shares, 0) + coalesce(t.saves, 0),
    coalesce(sum(s.spend) over post, 0)::bigint, t.last_synced_at
  from public.campaign_content_tracking as t
  cross join lateral (select case when by_creator then t.creator_user_id end as creator_user_id) as k
  left join app.spend_of_submissions(campaign_posts.campaign_id) as s on s.submission_id = t.submission_id
  where t.campaign_id = campaign_posts.campaign_id and (of_creators is null or t.creator_user_id = any(of_creators))
  window post as (partition by k.creator_user_id, t.platform, t.platform_post_id)
  order by k.creator_user_id, t.platform, t.platform_post_id, t.last_synced_at desc nulls last, t.id
$$;

comment on function app.campaign_posts(uuid, uuid[], boolean) is
'Posts of approved work, of some creators where they are named, each once (by_creator: once for each creator): newest figures, '
'NULL where unknown, engagements NULL without likes or comments, what was spent on it, when it was last read.';

grant execute on function app.campaign_posts(uuid, uuid[], boolean) to authenticated, admin, service;
